import { expect, it } from 'vitest';
import {
  type Claim,
  claimKey,
  emptyNameRow,
  type NameKey,
  type NameRow,
} from '../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { decideName } from '../../../shared/plan/decide-name.ts';
import type { Check } from '../../../shared/plan/observation.ts';

const KEY: NameKey = 'Z1#a.example.com';
const ME: LoadBalancerId = 'classic/us-east-1/me';
const OTHER: LoadBalancerId = 'classic/us-east-1/other';
const NOW = Date.parse('2026-01-01T12:00:00Z');
const aliasTo = (dnsName: string, type: 'A' | 'AAAA' = 'A') => ({
  type,
  setId: '',
  alias: { dnsName, hostedZoneId: 'Z35', evaluateTargetHealth: true },
});
const BOTH = [aliasTo('me'), aliasTo('me', 'AAAA')];

const claim = (lb: LoadBalancerId, more: Partial<Claim> = {}): Claim => ({
  lb,
  setId: '',
  records: [aliasTo(lb === ME ? 'me' : 'other')],
  createdAt: '2025-01-01T00:00:00Z',
  line: lb,
  cluster: '',
  priority: 0,
  outcome: 'published',
  reason: 'stands',
  ...more,
});

/** One look at ME, and what it makes of a name that this load balancer holds with an A. */
function decide(holder: LoadBalancerId, claims: readonly Claim[], check: Check | undefined) {
  const row: NameRow = {
    ...emptyNameRow(KEY),
    rev: 'r0',
    claims: Object.fromEntries(claims.map((each) => [claimKey(each), each])),
    holders: { '': { lb: holder, line: holder } },
    standing: [{ set: aliasTo(holder === ME ? 'me' : 'other'), lb: holder }],
  };
  const { createdAt, line } = claim(ME);
  const asks = new Map(
    check ? [[KEY, { records: claims.find(({ lb }) => lb === ME)?.records ?? [], check }]] : [],
  );
  const common = {
    id: ME,
    began: NOW,
    gone: false,
    createdAt,
    line,
    cluster: '',
    refused: {},
    ignored: {},
    declares: [],
    needsSurvey: false,
  };
  return decideName({
    key: KEY,
    row,
    observations: [{ ...common, asks }],
    mustRead: false,
    clusterPriority: () => 0,
    readiness: new Map(),
    gates: [],
    now: NOW,
    withdrawAfter: { loadBalancer: 60, gateway: 600 },
  });
}

const gatewayMissing = { since: NOW - 700_000, cause: 'gateway' as const, final: false };

it.each<[string, LoadBalancerId, Claim[], Check | undefined, string, LoadBalancerId[]]>([
  [
    'what is kept is not completed, though more of it was wanted before',
    ME,
    [claim(ME, { records: BOTH })],
    { kind: 'refused', outcome: 'kept', reason: 'its cluster is not in the settings' },
    'kept',
    [],
  ],
  ['what one look missed is not completed', ME, [claim(ME, { records: BOTH })], undefined, 'leaving', []],
  [
    'what an older survey does not serve is not withdrawn: a fresh one is asked for',
    ME,
    [claim(ME, { missing: gatewayMissing, outcome: 'leaving' })],
    { kind: 'unserved', at: NOW, stale: true, reason: 'uncovered' },
    'leaving',
    [ME],
  ],
  [
    'what an older survey serves does not take over: a fresh one is asked for',
    OTHER,
    [
      claim(OTHER, {
        missing: { since: NOW - 1000, cause: 'load balancer', final: true },
        outcome: 'leaving',
      }),
      claim(ME, { outcome: 'waiting' }),
    ],
    { kind: 'stale', note: 'covered' },
    'waiting',
    [ME],
  ],
])('%s', (_, holder, claims, check, outcome, asks) => {
  const decision = decide(holder, claims, check);
  expect(decision.mustRead).toBe(false);
  expect(decision.changes).toEqual({ deletes: [], creates: [] });
  expect(decision.row.standing).toHaveLength(1);
  expect(decision.row.claims[`${ME}|`]).toMatchObject({ outcome });
  expect(decision.askSurvey).toEqual(asks);
});
