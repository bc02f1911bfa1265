import { expect, it } from 'vitest';
import { wantedRecords } from '../../../shared/names/wanted-records.ts';

const TARGET = { dnsName: 'web-1.us-east-1.elb.amazonaws.com', hostedZoneId: 'Z35SXDOTRQ7X7K' };
const record = (type: string) => ({ type, setId: '', alias: { ...TARGET, evaluateTargetHealth: true } });

it.each([
  ['ipv4', ['A']],
  ['dualstack', ['A', 'AAAA']],
  ['dualstack-without-public-ipv4', ['AAAA']],
] as const)('%s: %s', (addressType, types) => {
  expect(wantedRecords({ ...TARGET, addressType })).toEqual(types.map(record));
});
