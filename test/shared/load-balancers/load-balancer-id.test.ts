import { expect, it } from 'vitest';
import { classicId, parseArn, parseLoadBalancerId } from '../../../shared/load-balancers/load-balancer-id.ts';

const V2 = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer';
const CLASSIC = { id: 'classic/us-east-1/web', kind: 'classic', region: 'us-east-1', name: 'web' };

const parsed = (id: string, kind: string, region = 'us-east-1') => ({
  id,
  kind,
  region,
  account: '123456789012',
  name: 'web',
});

it.each([
  [`${V2}/app/web/50dc6c495c0c9188`, parsed(`${V2}/app/web/50dc6c495c0c9188`, 'application')],
  [`${V2}/net/web/50dc6c495c0c9188`, parsed(`${V2}/net/web/50dc6c495c0c9188`, 'network')],
  [`${V2}/gwy/web/50dc6c495c0c9188`, parsed(`${V2}/gwy/web/50dc6c495c0c9188`, 'gateway')],
  [
    'arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:loadbalancer/app/web/1',
    parsed(
      'arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:loadbalancer/app/web/1',
      'application',
      'cn-north-1',
    ),
  ],
  [`${V2}/web`, CLASSIC],
  [`${V2}/app/web`, undefined],
  [`${V2}/new/web/1`, undefined],
  [`${V2}/app/web/1/2`, undefined],
  [`${V2}/`, undefined],
  ['arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1', 'something else'],
  ['arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/1/2', 'something else'],
  ['arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/1/2/3', 'something else'],
  ['arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/web/1', 'something else'],
  ['arn:aws:ec2:us-east-1:123456789012:instance/i-1', 'something else'],
  ['arn:aws:s3:::bucket', 'something else'],
  ['arn:aws:elasticloadbalancing:us-east-1::loadbalancer/app/web/1', undefined],
  ['arn:aws:elasticloadbalancing::123456789012:loadbalancer/app/web/1', undefined],
  ['web', undefined],
  ['', undefined],
])('reads the ARN %s', (text, expected) => {
  expect(parseArn(text)).toEqual(expected);
});

it.each([
  ['classic/us-east-1/web', CLASSIC],
  [`${V2}/app/web/1`, parsed(`${V2}/app/web/1`, 'application')],
  [`${V2}/web`, undefined],
  ['classic/web', undefined],
  ['classic/us-east-1/', undefined],
  ['classic/us-east-1/a/b', undefined],
  ['arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1', undefined],
  ['nothing', undefined],
])('reads the id %s', (text, expected) => {
  expect(parseLoadBalancerId(text)).toEqual(expected);
});

it('writes the id of a classic load balancer', () => {
  expect(parseLoadBalancerId(classicId('us-east-1', 'web'))).toEqual(CLASSIC);
});
