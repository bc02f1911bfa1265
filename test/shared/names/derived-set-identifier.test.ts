import { expect, it } from 'vitest';
import { derivedSetIdentifier } from '../../../shared/names/derived-set-identifier.ts';

const arn = (region: string, name: string) =>
  `arn:aws:elasticloadbalancing:${region}:123456789012:loadbalancer/${name}` as const;

it.each([
  [arn('us-east-1', 'net/web/1234567890abcdef'), 'us-east-1/net/web/1234567890abcdef'],
  [arn('eu-west-1', 'app/web/1234567890abcdef'), 'eu-west-1/app/web/1234567890abcdef'],
  [
    'arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:123456789012:loadbalancer/net/a-b/0011223344556677',
    'us-gov-west-1/net/a-b/0011223344556677',
  ],
  ['classic/us-east-1/web', 'us-east-1/classic/web'],
  ['classic/us-east-1/classic', 'us-east-1/classic/classic'],
] as const)('%s: %s', (id, setId) => {
  expect(derivedSetIdentifier(id)).toBe(setId);
});

it('fits in a set identifier, however long the names', () => {
  const longest = arn('us-gov-northeast-99', `net/${'n'.repeat(32)}/${'0'.repeat(17)}`);
  expect(derivedSetIdentifier(longest).length).toBeLessThan(100);
});
