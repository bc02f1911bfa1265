import { expect, it } from 'vitest';
import type { StandingSet } from '../../../shared/ledger/rows.ts';
import { admit } from '../../../shared/plan/admit.ts';
import { whyDelegated } from '../../../shared/plan/tell-delegation.ts';
import type { RecordSet } from '../../../shared/records/record-set.ts';

const ME = 'classic/us-east-1/me';
const delegation = { name: 'sub.example.com', servers: ['ns-1.example.net'] };
const set = (type: 'A' | 'AAAA', dnsName: string, setId = ''): RecordSet => ({
  type,
  setId,
  alias: { dnsName, hostedZoneId: 'Z35', evaluateTargetHealth: true },
});
const mine = (...sets: RecordSet[]): StandingSet[] => sets.map((each) => ({ set: each, lb: ME }));

it.each<[string, StandingSet[], StandingSet[], StandingSet[]]>([
  ['refuses a first value', [], mine(set('A', 'new')), []],
  ['lets what stands get another value', mine(set('A', 'old')), mine(set('A', 'new')), mine(set('A', 'new'))],
  [
    'refuses a type beside it',
    mine(set('A', 'old')),
    mine(set('A', 'old'), set('AAAA', 'old')),
    mine(set('A', 'old')),
  ],
  [
    'refuses another set, and what it was to replace stays',
    mine(set('A', 'old', 'one')),
    mine(set('A', 'old', 'two')),
    mine(set('A', 'old', 'one')),
  ],
  ['lets what stands go', mine(set('A', 'old')), [], []],
])('a delegation %s', (_, standing, target, admitted) => {
  const found = admit(standing, target, { sets: [], otherTypes: ['NS'], delegation });
  expect(found.target).toEqual(admitted);
  const isRefused = JSON.stringify(admitted) !== JSON.stringify(target);
  expect(found.refused.get(ME)).toEqual(
    isRefused
      ? { wanted: target.map((each) => each.set), outcome: 'refused', reason: whyDelegated(delegation) }
      : undefined,
  );
});
