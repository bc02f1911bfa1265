import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { Route53RowId } from '../rows/route53.ts';
import { a, alias, create, numbered, remove, type Stage, upsert } from './stage.ts';

const batch = (...messages: string[]) => ['InvalidChangeBatch', `[${messages.join(', ')}]`];
const described = "[name='a.example.com.', type='A']";
const mismatch = batch(
  `Tried to delete resource record set ${described} but the values provided do not match the current values`,
);

export function batchCases(contract: Contract<Route53RowId>, stage: Stage): void {
  const { change, refusal, list } = stage;

  contract('route53.batch.1000-elements', async () => {
    const full = numbered(1000).map((name) => create(a(name)));
    const limit = batch('Number of records limit of 1000 exceeded.');
    expect(await refusal([...full, create(alias('a.example.com'))])).toEqual(limit);
    await change(full);
  });

  contract('route53.batch.upsert-elements', async () => {
    const limit = batch('Number of records limit of 1000 exceeded.');
    expect(await refusal(numbered(501).map((name) => upsert(a(name))))).toEqual(limit);
    await change(numbered(500).map((name) => upsert(a(name))));
  });

  contract('route53.batch.32000-characters', async () => {
    const text = (name: string) => ({
      Name: name,
      Type: 'TXT' as const,
      TTL: 1,
      ResourceRecords: [{ Value: `"${'x'.repeat(3998)}"` }],
    });
    const limit = batch('RDATA character limit of 32000 exceeded.');
    expect(await refusal(numbered(9).map((name) => create(text(name))))).toEqual(limit);
    expect(await refusal(numbered(5).map((name) => upsert(text(name))))).toEqual(limit);
    await change(numbered(8).map((name) => create(text(name))));
  });

  contract('route53.batch.atomic', async () => {
    await refusal([create(a('a.example.com')), create(a('a.example.org'))]);
    expect(await list()).toHaveLength(2);
  });

  contract('route53.batch.messages', async () => {
    await change([create(a('a.example.com'))]);
    const culprits = [create(a('a.example.com')), remove(a('b&<c>.example.com'))];
    await expect(change(culprits)).rejects.toMatchObject({
      name: 'InvalidChangeBatch',
      message: `[Tried to create resource record set ${described} but it already exists, Tried to delete resource record set [name='b\\046\\074c\\076.example.com.', type='A'] but it was not found]`,
      messages: [],
      $metadata: { httpStatusCode: 400 },
    });
  });

  contract('route53.batch.set-twice', async () => {
    await change([create(a('a.example.com'))]);
    expect(await refusal([remove(a('a.example.com')), remove(a('a.example.com'))])).toEqual(
      batch("The request contains an invalid set of changes for a resource record set 'A a.example.com.'"),
    );
  });

  contract('route53.create.exists', async () => {
    await change([create(a('a.example.com'))]);
    expect(await refusal([create(a('a.example.com', '192.0.2.2'))])).toEqual(
      batch(`Tried to create resource record set ${described} but it already exists`),
    );
  });

  contract('route53.delete.all-values', async () => {
    await change([create(a('a.example.com'))]);
    expect(await refusal([remove(a('a.example.com', '192.0.2.2'))])).toEqual(mismatch);
    expect(await refusal([remove({ ...a('a.example.com'), TTL: 61 })])).toEqual(mismatch);
    await change([remove(a('a.example.com'))]);
    expect(await refusal([remove(a('a.example.com'))])).toEqual(
      batch(`Tried to delete resource record set ${described} but it was not found`),
    );
  });

  contract('route53.delete.order', async () => {
    await change([create(a('a.example.com', '192.0.2.1', '192.0.2.2'))]);
    await change([remove(a('a.example.com', '192.0.2.2', '192.0.2.1'))]);
  });

  contract('route53.delete.old-target', async () => {
    const retargeted = { DNSName: 'two-2.us-east-1.elb.amazonaws.com' };
    await change([create(alias('a.example.com'))]);
    await change([upsert(alias('a.example.com', retargeted))]);
    expect(await refusal([remove(alias('a.example.com'))])).toEqual(mismatch);
    expect(
      await refusal([remove(alias('a.example.com', { ...retargeted, EvaluateTargetHealth: false }))]),
    ).toEqual(mismatch);
    await change([remove(alias('a.example.com', retargeted))]);
  });

  contract('route53.upsert.unconditional', async () => {
    await change([create(a('a.example.com'))]);
    await change([upsert(a('a.example.com', '192.0.2.9'))]);
    expect(await list({ StartRecordName: 'a.example.com' })).toMatchObject([
      { ResourceRecords: [{ Value: '192.0.2.9' }] },
    ]);
  });

  contract('route53.swap', async () => {
    await change([create(a('a.example.com'))]);
    const swap = [remove(a('a.example.com')), create(alias('a.example.com'))];
    await change(swap);
    expect(await refusal(swap)).toEqual(
      batch(
        `Tried to delete resource record set ${described} but the values provided do not match the current values`,
        `Tried to create resource record set ${described} but it already exists`,
      ),
    );
    expect(await list({ StartRecordName: 'a.example.com' })).toMatchObject([
      { AliasTarget: { EvaluateTargetHealth: true } },
    ]);
  });
}
