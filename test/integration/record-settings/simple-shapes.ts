import type { LoadBalancer, Settings } from './load-balancers.ts';
import { aliases, cname, PRIVATE, PUBLIC, type Standing } from './record-sets.ts';

/** Tags, and what then stands. */
export interface State {
  readonly settings: Settings;
  readonly stands: (loadBalancer: LoadBalancer) => readonly Standing[];
}

/** What tags ask for at first, and then. */
export type Row = readonly [told: string, created: State, changed: State];

export const ACCELERATOR = front('a1234567890abcdef.awsglobalaccelerator.com', 'Z2BJ6XQ5FK7U4H');
const CDN = front('d111111abcdef8.cloudfront.net', 'Z2FDTNDATAQYW2');

function front(name: string, HostedZoneId: string) {
  return {
    settings: { target: name, 'target-zone-id': HostedZoneId },
    target: { HostedZoneId, DNSName: `${name}.` },
  };
}

/** The second state differs from the first in every field. */
export const SIMPLE: readonly Row[] = [
  [
    'an alias',
    { settings: {}, stands: (lb) => aliases(lb) },
    { settings: CDN.settings, stands: (lb) => aliases(lb, { target: CDN.target, evaluates: false }) },
  ],
  [
    'an alias without evaluation',
    { settings: { 'evaluate-target-health': 'false' }, stands: (lb) => aliases(lb, { evaluates: false }) },
    {
      settings: { 'evaluate-target-health': 'true', ...ACCELERATOR.settings },
      stands: (lb) => aliases(lb, { target: ACCELERATOR.target }),
    },
  ],
  [
    'an alias to what stands in front',
    { settings: ACCELERATOR.settings, stands: (lb) => aliases(lb, { target: ACCELERATOR.target }) },
    { settings: CDN.settings, stands: (lb) => aliases(lb, { target: CDN.target, evaluates: false }) },
  ],
  [
    'a CNAME',
    { settings: { 'record-type': 'cname', ttl: '60' }, stands: (lb) => cname(lb, { TTL: 60 }) },
    {
      settings: { 'record-type': 'cname', ttl: '0', target: 'www.example.net' },
      stands: (lb) => cname(lb, { TTL: 0, target: 'www.example.net' }),
    },
  ],
  [
    'a CNAME to what stands in front',
    { settings: { target: 'www.example.net' }, stands: (lb) => cname(lb, { target: 'www.example.net' }) },
    {
      settings: { target: 'web.example.net', ttl: '2147483647' },
      stands: (lb) => cname(lb, { TTL: 2_147_483_647, target: 'web.example.net' }),
    },
  ],
];

const inBoth = (sets: (zone: string) => readonly Standing[]) => [...sets(PUBLIC), ...sets(PRIVATE)];
const weighted = { weight: '1', 'set-identifier': 'blue' };
const weightedMembers = { Weight: 1, SetIdentifier: 'blue' };

/** The second state stands in other zones. */
export const PLACES: readonly Row[] = [
  [
    'in the private zone',
    { settings: { access: 'private' }, stands: (lb) => aliases(lb, { zone: PRIVATE }) },
    { settings: { access: 'public' }, stands: (lb) => aliases(lb) },
  ],
  [
    'in both zones',
    { settings: { access: 'both' }, stands: (lb) => inBoth((zone) => aliases(lb, { zone })) },
    { settings: { access: 'private' }, stands: (lb) => aliases(lb, { zone: PRIVATE }) },
  ],
  [
    'a weighted CNAME in one zone, then in both',
    {
      settings: { 'record-type': 'cname', ...weighted },
      stands: (lb) => cname(lb, weightedMembers),
    },
    {
      settings: { 'record-type': 'cname', ...weighted, access: 'both' },
      stands: (lb) => inBoth((zone) => cname(lb, { ...weightedMembers, zone })),
    },
  ],
  [
    'in a pinned zone, which is not the longest',
    { settings: { 'zone-id': PUBLIC }, stands: (lb) => aliases(lb) },
    { settings: { 'zone-id': PRIVATE }, stands: (lb) => aliases(lb, { zone: PRIVATE }) },
  ],
];
