import { expect, it } from 'vitest';
import {
  type Claim,
  claimKey,
  emptyNameRow,
  type NameKey,
  type NameRow,
  type StandingSet,
} from '../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { decideName } from '../../../shared/plan/decide-name.ts';
import { describeDifference } from '../../../shared/plan/difference.ts';
import type { Gate } from '../../../shared/plan/gates.ts';
import type { Harm } from '../../../shared/plan/harm.ts';
import type { NameInput } from '../../../shared/plan/name-input.ts';
import type { Observation } from '../../../shared/plan/observation.ts';
import type { RecordSet } from '../../../shared/records/record-set.ts';

const KEY: NameKey = 'Z1#a.example.com';
const NOW = Date.parse('2026-01-01T12:00:00Z');
const lb = (name: string): LoadBalancerId => `classic/us-east-1/${name}`;
const [A, B, C] = [lb('a'), lb('b'), lb('c')];

const set = (setId: string, of: LoadBalancerId, weight = 1): RecordSet => ({
  type: 'A',
  setId,
  alias: { dnsName: of.slice(-1), hostedZoneId: 'Z35', evaluateTargetHealth: true },
  routing: { policy: 'weighted', weight },
});

const claim = (of: LoadBalancerId, record: RecordSet, more: Partial<Claim> = {}): Claim => ({
  lb: of,
  setId: record.setId,
  records: [record],
  createdAt: '2025-01-01T00:00:00Z',
  line: of,
  cluster: '',
  priority: 0,
  outcome: 'published',
  reason: 'stands',
  ...more,
});

/** A stands in the set blue, B in green. */
const STANDING: readonly StandingSet[] = [
  { set: set('blue', A), lb: A },
  { set: set('green', B), lb: B },
];
const rowWith = (a: Partial<Claim>): NameRow => {
  const claims = [claim(A, set('blue', A), a), claim(B, set('green', B))];
  return {
    ...emptyNameRow(KEY),
    rev: 'r',
    claims: Object.fromEntries(claims.map((each) => [claimKey(each), each])),
    holders: { blue: { lb: A, line: A }, green: { lb: B, line: B } },
    standing: STANDING,
  };
};

/** Asks for this set, or for nothing as it is gone. */
const look = (id: LoadBalancerId, record?: RecordSet): Observation => ({
  id,
  began: NOW,
  gone: record === undefined,
  createdAt: '2025-06-01T00:00:00Z',
  line: record ? id : '',
  cluster: '',
  asks: new Map(record ? [[KEY, { records: [record], check: { kind: 'ready', note: 'not checked' } }]] : []),
  refused: {},
  ignored: {},
  declares: [],
  needsSurvey: false,
});

const gate = (stops: Harm): Gate => ({ by: 'brake', stops, reason: `the brake is on for each ${stops}` });
const GONE = { missing: { since: NOW - 61_000, cause: 'load balancer', final: true } } as const;
const JUST_GONE = { missing: { since: NOW - 1000, cause: 'load balancer', final: true } } as const;

function decide(a: Partial<Claim>, stops: readonly Harm[], observations: readonly Observation[]) {
  const input: NameInput = {
    key: KEY,
    row: rowWith(a),
    observations,
    mustRead: false,
    clusterPriority: () => 0,
    readiness: new Map(),
    gates: stops.map(gate),
    now: NOW,
    withdrawAfter: { loadBalancer: 60, gateway: 600 },
  };
  const first = decideName(input);
  const listing = { sets: STANDING.map((each) => each.set), otherTypes: [], at: NOW };
  const decision = first.mustRead ? decideName({ ...input, listing }) : first;
  const outcomes = Object.values(decision.row.claims).map((each) => [each.lb, each.outcome]);
  return { changes: describeDifference(decision.changes), outcomes: Object.fromEntries(outcomes), decision };
}

it.each<[string, Partial<Claim>, readonly Harm[], readonly Observation[], string, Record<string, string>]>([
  [
    'one set is to go, another changes',
    GONE,
    ['removal'],
    [look(A), look(B, set('green', B, 5))],
    'DELETE A alias to b (set green, weight 1); CREATE A alias to b (set green, weight 5)',
    { [A]: 'held back', [B]: 'published' },
  ],
  [
    'one set is to go, a newcomer joins beside it',
    GONE,
    ['removal', 'retarget'],
    [look(A), look(C, set('red', C))],
    'CREATE A alias to c (set red, weight 1)',
    { [A]: 'leaving', [B]: 'published', [C]: 'published' },
  ],
  [
    'another line is to get a set, the one that is gone had it',
    JUST_GONE,
    ['retarget'],
    [look(A), look(C, set('blue', C)), look(B, set('green', B, 5))],
    'DELETE A alias to b (set green, weight 1); CREATE A alias to b (set green, weight 5)',
    { [A]: 'leaving', [B]: 'published', [C]: 'held back' },
  ],
  [
    'what is left takes a set from a line as well, and nobody counted that',
    JUST_GONE,
    ['retarget'],
    [look(A), look(B, set('blue', B)), look(C, set('green', C))],
    '',
    { [A]: 'leaving', [B]: 'held back', [C]: 'held back' },
  ],
  [
    'the brake is on for the other kind',
    GONE,
    ['retarget'],
    [look(A), look(B, set('green', B, 5))],
    'DELETE A alias to a (set blue, weight 1); DELETE A alias to b (set green, weight 1); CREATE A alias to b (set green, weight 5)',
    { [B]: 'published' },
  ],
])('%s', (_, a, stops, observations, changes, outcomes) => {
  const found = decide(a, stops, observations);
  expect(found.changes).toBe(changes);
  expect(found.outcomes).toEqual(outcomes);
  if (stops.length > 0 && changes !== '')
    expect(found.decision.harm).toBe(outcomes[A] ? undefined : 'removal');
});

it('the one whose set another line is to get is not held back itself: it may go when that one does', () => {
  const { decision } = decide(GONE, ['retarget'], [look(A), look(C, set('blue', C))]);
  expect(decision.row.claims[`${A}|blue`]).not.toHaveProperty('pending');
  expect(decision.row.claims[`${C}|blue`]).toMatchObject({ pending: { by: 'brake' } });
});
