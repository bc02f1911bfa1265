import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { Route53RowId } from '../rows/route53.ts';
import { ALB, a, alias, create, remove, type Stage } from './stage.ts';

const NLB = { HostedZoneId: 'Z26RNL4JYFTOTI', DNSName: 'n-1.elb.us-east-1.amazonaws.com' };
const CLOUDFRONT = {
  HostedZoneId: 'Z2FDTNDATAQYW2',
  DNSName: 'd1.cloudfront.net',
  EvaluateTargetHealth: false,
};
const outside = (target: string, zone: string) => [
  'InvalidChangeBatch',
  `[Tried to create an alias that targets ${target}., type A in zone ${zone}, but the alias target name does not lie within the target zone]`,
];

export function aliasCases(contract: Contract<Route53RowId>, stage: Stage): void {
  const { change, refusal, list } = stage;

  contract('route53.alias.elb', async () => {
    await change([
      create(alias('a.example.com')),
      create(alias('a.example.com', {}, 'AAAA')),
      create(alias('n.example.com', NLB)),
    ]);
    const [, , one] = await list();
    expect([one?.TTL, one?.ResourceRecords ?? []]).toEqual([undefined, []]);
  });

  contract('route53.alias.no-ttl', async () => {
    for (const more of [{ TTL: 60 }, { ResourceRecords: [{ Value: '192.0.2.1' }] }])
      expect(await refusal([create({ ...alias('a.example.com'), ...more })])).toEqual([
        'InvalidInput',
        'Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found more than one in Change with [Action=CREATE, Name=a.example.com, Type=A, SetIdentifier=null]',
      ]);
  });

  contract('route53.alias.target-zone', async () => {
    expect(await refusal([create(alias('a.example.com', { HostedZoneId: NLB.HostedZoneId }))])).toEqual(
      outside(ALB.DNSName, NLB.HostedZoneId),
    );
    expect(await refusal([create(alias('a.example.com', { HostedZoneId: 'ZNOPE' }))])).toEqual(
      outside(ALB.DNSName, 'ZNOPE'),
    );
    expect(
      await refusal([create(alias('a.example.com', { HostedZoneId: 'ZPUBLIC', DNSName: 'b.example.com' }))]),
    ).toEqual([
      'InvalidChangeBatch',
      '[Tried to create an alias that targets b.example.com., type A in zone ZPUBLIC, but that target was not found]',
    ]);
  });

  contract('route53.alias.other-zone', async () => {
    await change([create(a('b.example.com'))], 'ZPRIVATE');
    const theirs = { HostedZoneId: 'ZPRIVATE', DNSName: 'b.example.com' };
    expect(await refusal([create(alias('a.example.com', theirs))])).toEqual(
      outside('b.example.com', 'ZPRIVATE'),
    );
  });

  contract('route53.alias.target-first', async () => {
    const [set, pointer] = [a('a.example.com'), { HostedZoneId: 'ZPUBLIC', DNSName: 'a.example.com' }];
    const [message] = (await refusal([create(alias('b.example.com', pointer)), create(set)])).slice(1);
    expect(message).toContain('but that target was not found');
    await change([create(set), create(alias('b.example.com', pointer))]);
  });

  contract('route53.alias.other-account', async () => {
    await change([create(alias('a.example.com', { DNSName: 'theirs-9.us-east-1.elb.amazonaws.com' }))]);
  });

  contract('route53.alias.apex', async () => {
    await change([create(alias('example.com')), create(alias('example.com', {}, 'AAAA'))]);
  });

  contract('route53.alias.unprefixed', async () => {
    await change([
      create(alias('a.example.com', {}, 'AAAA')),
      create(alias('b.example.com', { DNSName: `dualstack.${ALB.DNSName}` }, 'AAAA')),
    ]);
  });

  contract('route53.alias.stored', async () => {
    await change([create(alias('a.example.com', { DNSName: 'One-1.us-east-1.ELB.amazonaws.com' }))]);
    const [, , stored] = await list();
    expect(stored?.AliasTarget).toEqual({ ...ALB, DNSName: 'one-1.us-east-1.elb.amazonaws.com.' });
    await change([remove(alias('a.example.com'))]);
  });

  contract('route53.alias.evaluate-target-health', async () => {
    const { EvaluateTargetHealth: _, ...target } = ALB;
    const [name, message] = await refusal([
      create({
        Name: 'a.example.com',
        Type: 'A',
        AliasTarget: { ...target, EvaluateTargetHealth: undefined },
      }),
    ]);
    expect([name, message]).toEqual(['InvalidInput', expect.stringContaining('EvaluateTargetHealth}')]);
  });

  contract('route53.alias.private-zone', async () => {
    await change([create(alias('a.example.com'))], 'ZPRIVATE');
    expect((await refusal([create(alias('b.example.com', CLOUDFRONT))], 'ZPRIVATE'))[0]).toBe(
      'InvalidChangeBatch',
    );
    await change([create(alias('b.example.com', CLOUDFRONT))]);
  });
}
