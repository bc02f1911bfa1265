import { describe, expect, it } from 'vitest';
import {
  type Claim,
  claimKey,
  emptyNameRow,
  type NameKey,
  type NameRow,
  type StandingSet,
} from '../../../shared/ledger/rows.ts';
import { sameRow } from '../../../shared/ledger/same-row.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { decideName } from '../../../shared/plan/decide-name.ts';
import { describeDifference } from '../../../shared/plan/difference.ts';
import type { Check, Observation } from '../../../shared/plan/observation.ts';
import { policyGates } from '../../../shared/plan/policy-gates.ts';
import type { RecordSet } from '../../../shared/records/record-set.ts';
import type { Policy } from '../../../shared/settings.ts';

const KEY: NameKey = 'Z1#a.example.com';
const ME: LoadBalancerId = 'classic/us-east-1/me';
const OTHER: LoadBalancerId = 'classic/us-east-1/other';
const NOW = Date.parse('2026-01-01T12:00:00Z');

const alias = (dnsName: string): RecordSet => ({
  type: 'A',
  setId: '',
  alias: { dnsName, hostedZoneId: 'Z35', evaluateTargetHealth: true },
});
const MINE: StandingSet = { set: alias('me'), lb: ME };
const OTHERS: StandingSet = { set: alias('other'), lb: OTHER };
const FOREIGN: RecordSet = { type: 'A', setId: '', ttl: 60, values: ['192.0.2.1'] };

const claim = (lb: LoadBalancerId, records: readonly RecordSet[], more: Partial<Claim> = {}): Claim => ({
  lb,
  setId: '',
  records,
  createdAt: '2025-01-01T00:00:00Z',
  line: lb,
  cluster: '',
  priority: 0,
  outcome: 'published',
  reason: 'stands',
  ...more,
});

/** What the row says and what Route 53 lists. */
interface Standing {
  readonly row: NameRow;
  readonly listed: readonly RecordSet[];
}

const row = (more: Partial<NameRow>, ...claims: readonly Claim[]): NameRow => ({
  ...emptyNameRow(KEY),
  rev: 'r0',
  claims: Object.fromEntries(claims.map((each) => [claimKey(each), each])),
  ...more,
});

type What = 'nothing' | 'foreign' | 'ours' | 'doubt';
type How = 'asked' | 'waiting' | 'missing' | 'due' | 'unbound' | 'refused';

/** In `waiting` what is ours is the other's, who holds the name and was not looked at. */
function standingOf(what: What, how: How): Standing {
  const [owner, set] = how === 'waiting' ? [OTHER, OTHERS] : [ME, MINE];
  const missing =
    how === 'due' ? { missing: { since: NOW - 61_000, cause: 'load balancer' as const, final: false } } : {};
  const refused = {
    wanted: [OTHERS.set],
    outcome: 'refused',
    reason: 'published by another: A 192.0.2.1',
  } as const;
  const claims = [
    ...(how === 'waiting'
      ? [claim(OTHER, [OTHERS.set], what === 'foreign' ? { pending: refused } : {})]
      : []),
    ...(how !== 'waiting' && (what === 'ours' || what === 'doubt') ? [claim(ME, [MINE.set], missing)] : []),
  ];
  const holders = { '': { lb: owner, line: owner } };
  switch (what) {
    case 'nothing':
      return { row: row({}, ...claims), listed: [] };
    case 'foreign':
      return { row: row({}, ...claims), listed: [FOREIGN] };
    case 'ours':
      return { row: row({ standing: [set], holders }, ...claims), listed: [set.set] };
    case 'doubt':
      return {
        row: row({ doubt: true, sent: [{ ...set, attempt: 'a0', at: NOW - 1000 }], holders }, ...claims),
        listed: [set.set],
      };
  }
}

const READY: Check = { kind: 'ready', note: 'not checked' };
const CHECKS: Readonly<Record<How, Check | undefined>> = {
  asked: READY,
  waiting: READY,
  missing: undefined,
  due: undefined,
  unbound: { kind: 'unbound', because: 'object', reason: 'its Service is not there' },
  refused: { kind: 'refused', outcome: 'kept', reason: 'its cluster is not in the settings' },
};

function look(check: Check | undefined, id: LoadBalancerId = ME): Observation {
  return {
    id,
    began: NOW,
    gone: false,
    createdAt: '2025-06-01T00:00:00Z',
    line: id,
    cluster: '',
    asks: new Map(check ? [[KEY, { records: [alias(id === ME ? 'me' : 'other')], check }]] : []),
    refused: {},
    ignored: {},
    declares: [],
    needsSurvey: false,
  };
}

function decide({ row: known, listed }: Standing, observations: readonly Observation[], policy: Policy) {
  const input = {
    key: KEY,
    row: known,
    observations,
    mustRead: false,
    clusterPriority: () => 0,
    readiness: new Map(),
    gates: policyGates(policy),
    now: NOW,
    withdrawAfter: { loadBalancer: 60, gateway: 600 },
  };
  const first = decideName(input);
  const isRead = first.mustRead;
  const decision = isRead
    ? decideName({ ...input, listing: { sets: listed, otherTypes: [], at: NOW } })
    : first;
  return { isRead, decision };
}

/** `read; CREATE A alias to me; published; look again 60 s`: what was done, what the claim of ME came to, who is hinted. */
function told(standing: Standing, observations: readonly Observation[], policy: Policy): string {
  const { isRead, decision } = decide(standing, observations, policy);
  const changes = describeDifference(decision.changes);
  const again = decision.lookAgain.map(({ at }) => `look again ${(at - NOW) / 1000} s`);
  return [
    isRead && 'read',
    changes || 'stays',
    decision.row.claims[`${ME}|`]?.outcome ?? 'no claim',
    ...again,
    ...decision.follow.map((lb) => `follow ${lb === OTHER ? 'other' : lb}`),
    decision.waitedFor.length > 0 && 'calls other',
    decision.row.expires !== undefined && 'tombstone',
  ]
    .filter(Boolean)
    .join('; ');
}

/** What of ours stands or not; how it is asked for; what `sync` does, and what `plan` does where it differs. */
const TABLE: readonly (readonly [What, How, string, string?])[] = [
  ['nothing', 'asked', 'read; CREATE A alias to me; published', 'read; stays; held back'],
  ['nothing', 'waiting', 'stays; waiting; follow other; calls other'],
  ['nothing', 'missing', 'stays; no claim; tombstone'],
  ['nothing', 'due', 'stays; no claim; tombstone'],
  ['nothing', 'unbound', 'stays; not bound yet; look again 30 s'],
  ['nothing', 'refused', 'stays; no claim; tombstone'],
  ['foreign', 'asked', 'read; stays; refused'],
  ['foreign', 'waiting', 'stays; refused; calls other'],
  ['foreign', 'missing', 'stays; no claim; tombstone'],
  ['foreign', 'due', 'stays; no claim; tombstone'],
  ['foreign', 'unbound', 'stays; not bound yet; look again 30 s'],
  ['foreign', 'refused', 'stays; no claim; tombstone'],
  ['ours', 'asked', 'stays; published'],
  ['ours', 'waiting', 'stays; waiting; calls other'],
  ['ours', 'missing', 'stays; leaving; look again 60 s'],
  ['ours', 'due', 'DELETE A alias to me; no claim; tombstone', 'stays; held back'],
  ['ours', 'unbound', 'stays; published'],
  ['ours', 'refused', 'stays; kept'],
  ['doubt', 'asked', 'read; stays; published'],
  ['doubt', 'waiting', 'read; stays; waiting; calls other'],
  ['doubt', 'missing', 'read; stays; leaving; look again 60 s'],
  // Not forgotten: what was sent without a sure answer is in the row for an hour.
  ['doubt', 'due', 'read; DELETE A alias to me; no claim', 'read; stays; held back'],
  ['doubt', 'unbound', 'read; stays; published'],
  ['doubt', 'refused', 'read; stays; kept'],
];
const ROWS = TABLE.flatMap(([what, how, sync, plan = sync]) => [
  { what, how, policy: 'sync' as const, expected: sync },
  { what, how, policy: 'plan' as const, expected: plan },
]);

describe.each(ROWS)('$what stands, $how, $policy', ({ what, how, policy, expected }) => {
  const observations = [look(CHECKS[how])];

  it(expected, () => {
    expect(told(standingOf(what, how), observations, policy)).toBe(expected);
  });

  it('the next run over it reads nothing, sends nothing, and writes nothing', () => {
    const { decision } = decide(standingOf(what, how), observations, policy);
    const settled = { row: decision.row, listed: decision.row.standing.map(({ set }) => set) };
    const again = decide(settled, observations, policy);
    expect(again.isRead).toBe(false);
    expect(again.decision.changes).toEqual({ deletes: [], creates: [] });
    expect(sameRow(again.decision.row, decision.row)).toBe(true);
  });

  it('what is announced keeps what stands and was sent, is in doubt, and never expires', () => {
    const { decision } = decide(standingOf(what, how), observations, policy);
    expect(decision.announced.doubt).toBe(true);
    expect(decision.announced.expires).toBeUndefined();
    expect(decision.announced.sent).toEqual(decision.row.sent);
    for (const set of decision.changes.deletes)
      expect(decision.announced.standing.map((entry) => entry.set)).toContainEqual(set);
  });
});

describe('a change of what stands', () => {
  it('to another value of the same type reads no zone', () => {
    const standing = {
      row: row({ standing: [OTHERS], holders: { '': { lb: OTHER, line: OTHER } } }, claim(ME, [MINE.set])),
      listed: [],
    };
    expect(told(standing, [look(READY)], 'sync')).toBe(
      'DELETE A alias to other; CREATE A alias to me; published',
    );
  });

  it('that adds a type reads the name first', () => {
    const standing = { row: row({ standing: [MINE] }, claim(ME, [MINE.set])), listed: [MINE.set] };
    const both: Observation = {
      ...look(READY),
      asks: new Map([[KEY, { records: [MINE.set, { ...MINE.set, type: 'AAAA' }], check: READY }]]),
    };
    expect(told(standing, [both], 'sync')).toBe('read; CREATE AAAA alias to me; published');
  });

  it('is not made on the look of another run: the one that should act is hinted', () => {
    const standing = {
      row: row(
        { standing: [MINE], holders: { '': { lb: ME, line: ME } } },
        claim(ME, [MINE.set]),
        claim(OTHER, [OTHERS.set], { outcome: 'waiting' }),
      ),
      listed: [MINE.set],
    };
    const gone = { ...look(undefined), gone: true };
    expect(told(standing, [gone], 'sync')).toBe('stays; leaving; look again 60 s; follow other');
    expect(told(standing, [gone, look(READY, OTHER)], 'sync')).toBe(
      'DELETE A alias to me; CREATE A alias to other; no claim',
    );
  });

  it('gives nothing away for a tag that one look did not see: the second one decides', () => {
    const seen = (since: number, final: boolean) => ({
      row: row(
        { standing: [MINE], holders: { '': { lb: ME, line: ME } } },
        claim(ME, [MINE.set], { missing: { since, cause: 'load balancer', final } }),
        claim(OTHER, [OTHERS.set], { outcome: 'waiting' }),
      ),
      listed: [MINE.set],
    });
    const both = [look(undefined), look(READY, OTHER)];
    expect(told(seen(NOW - 1_000, false), both, 'sync')).toBe('stays; leaving; look again 59 s');
    expect(told(seen(NOW - 61_000, false), both, 'sync')).toBe(
      'DELETE A alias to me; CREATE A alias to other; no claim',
    );
    expect(told(seen(NOW - 61_000, false), [look(undefined)], 'sync')).toBe('stays; leaving; follow other');
    expect(told(seen(NOW - 61_000, true), [look(READY, OTHER)], 'sync')).toBe(
      'DELETE A alias to me; CREATE A alias to other; no claim',
    );
  });

  it('that a run committed and did not live to send is left to a look of its own', () => {
    const standing = {
      row: row({ standing: [MINE], holders: { '': { lb: ME, line: ME } } }, claim(ME, [alias('moved')])),
      listed: [MINE.set],
    };
    const { decision } = decide(standing, [look(READY, OTHER)], 'sync');
    expect(decision.changes).toEqual({ deletes: [], creates: [] });
    expect(decision.follow).toEqual([ME]);
  });

  it('to one that is identical to what somebody else wrote is none: it is theirs', () => {
    const standing = { row: row({}), listed: [MINE.set] };
    expect(told(standing, [look(READY)], 'sync')).toBe('read; stays; refused');
  });
});

describe('what is pending', () => {
  const refused = { wanted: [MINE.set], outcome: 'refused' as const, reason: 'published by another' };
  const held = {
    row: row({}, claim(ME, [MINE.set], { outcome: 'refused', pending: refused })),
    listed: [FOREIGN],
  };

  it('of the top claim is not asked about again', () => {
    expect(told(held, [look(READY)], 'sync')).toBe('stays; refused');
  });

  it('is read again where something else is wanted now', () => {
    const moved: Observation = {
      ...look(READY),
      asks: new Map([[KEY, { records: [alias('moved')], check: READY }]]),
    };
    expect(told(held, [moved], 'sync')).toBe('read; stays; refused');
  });

  it('outlives a run for somebody else', () => {
    const { decision } = decide(held, [look(READY, OTHER)], 'sync');
    expect(decision.row.claims[`${ME}|`]?.pending).toEqual(refused);
    expect(decision.follow).toEqual([]);
  });

  it('goes with the claim that wanted it: whoever is next is hinted', () => {
    const standing = {
      row: row(
        { standing: [], holders: { '': { lb: ME, line: ME } } },
        claim(ME, [MINE.set], { outcome: 'refused', pending: refused }),
        claim(OTHER, [OTHERS.set], { outcome: 'refused' }),
      ),
      listed: [FOREIGN],
    };
    const { decision } = decide(standing, [look(undefined)], 'sync');
    expect(decision.row.claims[`${ME}|`]).toBeUndefined();
    expect(decision.follow).toEqual([OTHER]);
  });

  it('as held back is sent as soon as the policy allows it', () => {
    const { decision } = decide(standingOf('nothing', 'asked'), [look(READY)], 'plan');
    const standing = { row: decision.row, listed: [] };
    expect(told(standing, [look(READY)], 'sync')).toBe('read; CREATE A alias to me; published');
  });
});

describe('a tag that is back', () => {
  it.each<[string, Check]>([
    ['while its object is not there', { kind: 'unbound', because: 'object', reason: '' }],
    ['while its cluster cannot be asked', { kind: 'unbound', because: 'cluster', reason: '' }],
    ['by an older survey', { kind: 'stale', note: '' }],
    ['by a fresh survey', READY],
  ])('%s is no longer missing', (_, check) => {
    const { row: known } = standingOf('ours', 'due');
    const { decision } = decide({ row: known, listed: [] }, [look(check)], 'sync');
    expect(decision.row.claims[`${ME}|`]).not.toHaveProperty('missing');
  });

  it.each<[string, Check]>([
    ['an older survey', { kind: 'stale', note: '' }],
    ['one that cannot judge', { kind: 'unbound', because: 'survey', reason: '' }],
  ])('is not a Gateway that is back: by %s it stays missing', (_, check) => {
    const missing = { since: NOW - 1000, cause: 'gateway' as const, final: false };
    const known = row({ standing: [MINE] }, claim(ME, [MINE.set], { missing }));
    const { decision } = decide({ row: known, listed: [] }, [look(check)], 'sync');
    expect(decision.row.claims[`${ME}|`]?.missing).toEqual(missing);
  });
});

describe('sent', () => {
  const sent = { ...MINE, attempt: 'a0', at: NOW - 1000 };
  const read = (at: number, listed: readonly RecordSet[]) =>
    decideName({
      key: KEY,
      row: row({ doubt: true, sent: [sent] }),
      observations: [],
      listing: { sets: listed, otherTypes: [], at },
      mustRead: true,
      clusterPriority: () => 0,
      readiness: new Map(),
      gates: [],
      now: at,
      withdrawAfter: { loadBalancer: 60, gateway: 600 },
    });

  it.each([
    ['a read within the hour', sent.at + 3_599_999, 1],
    ['a read begun an hour after it', sent.at + 3_600_000, 0],
  ])('%s', (_, at, left) => {
    expect(read(at, []).row.sent).toHaveLength(left);
    expect(read(at, [MINE.set]).row).toMatchObject({ standing: [MINE], doubt: false });
  });

  it('whoever it was sent for is hinted where it stands without a claim', () => {
    expect(read(NOW, [MINE.set]).follow).toEqual([ME]);
  });
});
