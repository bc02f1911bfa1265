import type { Change, ResourceRecordSet } from '@aws-sdk/client-route-53';

/** What Route 53 answers to a batch, `before` having been done batch by batch; in zone Z1 unless told otherwise. */
export type Answer = readonly [
  id: string,
  before: readonly Change[],
  batch: readonly Change[],
  answer: string,
  zone?: 'Z2',
];

/** A health check that is there. */
export const CHECK = 'check-1';

const alb = {
  HostedZoneId: 'Z35SXDOTRQ7X7K',
  DNSName: 'one-1.us-east-1.elb.amazonaws.com',
  EvaluateTargetHealth: true,
};
export const a = (name: string, ...values: string[]): ResourceRecordSet => ({
  Name: name,
  Type: 'A',
  TTL: 60,
  ResourceRecords: (values.length === 0 ? ['192.0.2.1'] : values).map((Value) => ({ Value })),
});
export const cname = (name: string, value = 'x.example.net'): ResourceRecordSet => ({
  Name: name,
  Type: 'CNAME',
  TTL: 60,
  ResourceRecords: [{ Value: value }],
});
export const txt = (name: string, text = 'x'): ResourceRecordSet => ({
  Name: name,
  Type: 'TXT',
  TTL: 1,
  ResourceRecords: [{ Value: `"${text}"` }],
});
export const alias = (
  name: string,
  target: { readonly [Member in keyof typeof alb]?: (typeof alb)[Member] | undefined } = {},
  type: 'A' | 'AAAA' | 'TXT' = 'A',
): ResourceRecordSet => ({ Name: name, Type: type, AliasTarget: { ...alb, ...target } });
export const routed = (
  set: ResourceRecordSet,
  id: string,
  routing: Partial<ResourceRecordSet>,
): ResourceRecordSet => ({ ...set, SetIdentifier: id, ...routing });
export const weighted = (id: string, set = a('a.example.com')) => routed(set, id, { Weight: 1 });

export const create = (set: ResourceRecordSet): Change => ({ Action: 'CREATE', ResourceRecordSet: set });
export const upsert = (set: ResourceRecordSet): Change => ({ Action: 'UPSERT', ResourceRecordSet: set });
export const remove = (set: ResourceRecordSet): Change => ({ Action: 'DELETE', ResourceRecordSet: set });
export const times = (count: number, change: (index: number) => Change) =>
  Array.from({ length: count }, (_, index) => change(index));

export const batch = (...messages: string[]) => `InvalidChangeBatch: [${messages.join(', ')}]`;
export const input = (message: string) => `InvalidInput: ${message}`;
export const inChange = (action: string, name: string, id: string | null = null) =>
  `in Change with [Action=${action}, Name=${name}, Type=A, SetIdentifier=${id}]`;
