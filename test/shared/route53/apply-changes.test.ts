import type { Route53Client } from '@aws-sdk/client-route-53';
import { describe, expect, it } from 'vitest';
import type { RecordSet } from '../../../shared/records/record-set.ts';
import { applyChanges } from '../../../shared/route53/apply-changes.ts';

const ZONE = { id: 'Z1', name: 'example.com', private: false };
const set: RecordSet = {
  type: 'A',
  setId: '',
  alias: { dnsName: 'web.us-east-1.elb.amazonaws.com', hostedZoneId: 'Z35', evaluateTargetHealth: true },
};
const old: RecordSet = {
  ...set,
  alias: { ...set.alias, dnsName: 'old.elb', hostedZoneId: 'Z35', evaluateTargetHealth: true },
};
const BATCH = [{ key: 'Z1#*.example.com', host: '*.example.com', deletes: [old], creates: [set] }] as const;

function failing(name: string, httpStatusCode?: number) {
  const error = Object.assign(new Error(`${name} it says`), {
    name,
    ...(httpStatusCode !== undefined && { $metadata: { httpStatusCode } }),
  });
  let calls = 0;
  const client = {
    send: async () => {
      calls += 1;
      throw error;
    },
  } as unknown as Route53Client;
  return { apply: applyChanges(() => client), calls: () => calls };
}

describe('what an error of Route 53 means', () => {
  it.each([
    ['InvalidChangeBatch', 400, 'refused'],
    ['InvalidInput', 400, 'refused'],
    ['NoSuchHealthCheck', 404, 'refused'],
    ['ValidationError', 400, 'refused'],
    ['Throttling', 400, 'throttled'],
    ['ThrottlingException', 400, 'throttled'],
    ['PriorRequestNotComplete', 400, 'throttled'],
    ['AccessDenied', 403, 'denied'],
    ['NoSuchHostedZone', 404, 'denied'],
    ['ExpiredToken', 403, 'denied'],
    ['CredentialsProviderError', undefined, 'denied'],
    ['ServiceUnavailable', 503, 'unknown'],
    ['InternalError', 500, 'unknown'],
    ['TimeoutError', undefined, 'unknown'],
    ['ECONNRESET', undefined, 'unknown'],
  ])('%s (%s): %s, after one call', async (name, status, kind) => {
    const { apply, calls } = failing(name, status);
    const answer = await apply(ZONE, BATCH, 'comment');
    expect(answer.kind).toBe(kind);
    expect(answer.kind === 'refused' ? answer.message : 'error' in answer && answer.error.message).toBe(
      `${name} it says`,
    );
    expect(calls()).toBe(1);
  });

  it('what is no error at all is an outcome that is not known', async () => {
    const client = { send: () => Promise.reject('a text') } as unknown as Route53Client;
    expect(await applyChanges(() => client)(ZONE, BATCH, '')).toMatchObject({ kind: 'unknown' });
  });
});

it('sends DELETE of the exact old value before CREATE of the new one, and never UPSERT', async () => {
  const sent: unknown[] = [];
  const client = {
    send: async ({ input }: { input: unknown }) => {
      sent.push(input);
      return { ChangeInfo: { Id: '/change/C1' } };
    },
  } as unknown as Route53Client;
  const answer = await applyChanges(() => client)(ZONE, BATCH, 'x'.repeat(300));
  expect(answer).toEqual({ kind: 'applied', changeId: '/change/C1' });
  const record = (dnsName: string) => ({
    Name: '*.example.com.',
    Type: 'A',
    AliasTarget: { DNSName: `${dnsName}.`, HostedZoneId: 'Z35', EvaluateTargetHealth: true },
  });
  expect(sent).toEqual([
    {
      HostedZoneId: 'Z1',
      ChangeBatch: {
        Comment: 'x'.repeat(256),
        Changes: [
          { Action: 'DELETE', ResourceRecordSet: record('old.elb') },
          { Action: 'CREATE', ResourceRecordSet: record('web.us-east-1.elb.amazonaws.com') },
        ],
      },
    },
  ]);
});
