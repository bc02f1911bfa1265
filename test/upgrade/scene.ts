import { createClassic, createV2, deleteV2, foreign, plainA, tagV2 } from '../stage/actions.ts';
import type { Stage } from '../stage/stage.ts';

// This file and settle.ts are put into checkouts of older versions as well: they use only what the stage has had since
// there were rows.

export type Cast = Record<string, { readonly arn: string; readonly dnsName: string }>;

/** What people and controllers do, the same calls in every version: so load balancers get the same ids. */
export interface Act {
  /** First ledger schema whose version knows what this is about. */
  readonly since: number;
  readonly act: (stage: Stage, cast: Cast) => Promise<void>;
}

const OF_MESH = {
  'elbv2.k8s.aws/cluster': 'demo',
  'service.k8s.aws/stack': 'istio/gateway',
  'service.k8s.aws/resource': 'LoadBalancer',
};

const named = (name: string, hostname: string, more: Parameters<typeof createV2>[3] = {}): Act['act'] => {
  return async (stage, cast) => {
    cast[name] = await createV2(stage, name, hostname, more);
  };
};

export const ACTS: readonly Act[] = [
  { since: 1, act: named('web', 'web.example.com www.example.com deep.sub.example.com') },
  { since: 1, act: named('challenger', 'web.example.com') },
  {
    since: 1,
    act: named('dual', '+.dual.example.com', {
      Type: 'network',
      IpAddressType: 'dualstack',
      tags: { 'signpost/ignored-key': 'x', 'signpost/hostname.more': 'no.zone.of.ours' },
    }),
  },
  { since: 1, act: named('internal', 'internal.example.com', { Scheme: 'internal' }) },
  {
    since: 1,
    act: async (stage, cast) => {
      cast['classic'] = await createClassic(stage, 'classic', 'classic.example.com');
    },
  },
  {
    since: 1,
    act: async (stage, cast) => {
      await foreign(stage, 'CREATE', plainA('taken.example.com'));
      await named('late', 'taken.example.com')(stage, cast);
    },
  },
  { since: 1, act: named('gone', 'gone.example.com') },
  { since: 1, act: (stage, cast) => deleteV2(stage, cast['gone'] ?? { arn: '', dnsName: '' }) },
  { since: 1, act: named('mesh', 'mesh.example.com unserved.example.com', { tags: OF_MESH }) },
  {
    since: 2,
    act: named('blue', 'shared.example.com', {
      tags: { 'signpost/set-identifier': 'blue', 'signpost/weight': '10' },
    }),
  },
  {
    since: 2,
    act: named('green', 'shared.example.com', {
      tags: { 'signpost/set-identifier': 'green', 'signpost/weight': '20' },
    }),
  },
  // What the scene froze (settle.ts).
  { since: 3, act: named('frozen', 'frozen.example.com') },
  {
    since: 3,
    act: async (stage, cast) => {
      await tagV2(stage, cast['web'] ?? { arn: '', dnsName: '' }, { 'signpost/priority': '5' });
    },
  },
  // Route 53 knows no such health check: quarantined.
  {
    since: 3,
    act: named('sick', 'sick.example.com', {
      tags: {
        'signpost/set-identifier': 'sick',
        'signpost/weight': '1',
        'signpost/health-check-id': '01234567-89ab-cdef-0123-456789abcdef',
      },
    }),
  },
];

/** The objects of cluster demo. */
export function manifestsOf(cast: Cast): {
  readonly services: readonly unknown[];
  readonly istioGateways: readonly unknown[];
} {
  const { mesh } = cast;
  if (mesh === undefined) return { services: [], istioGateways: [] };
  const selector = { app: 'gateway' };
  return {
    services: [
      {
        metadata: { namespace: 'istio', name: 'gateway' },
        spec: { type: 'LoadBalancer', selector },
        status: { loadBalancer: { ingress: [{ hostname: mesh.dnsName }] } },
      },
    ],
    istioGateways: [
      {
        metadata: { namespace: 'istio', name: 'entry' },
        spec: {
          selector,
          servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['mesh.example.com'] }],
        },
      },
    ],
  };
}
