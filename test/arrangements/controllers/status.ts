import type { Manifest } from '../../sandbox/cluster-api/manifests.ts';
import { specOf } from './wanted.ts';

interface Listener {
  readonly name: string;
}

/** The status of an object that load balancers with these DNS names were made for, as its controller sets it. */
export function statusOf(object: Manifest, dnsNames: readonly string[]): object {
  if (object.kind !== 'Gateway')
    return { loadBalancer: { ingress: dnsNames.map((hostname) => ({ hostname })) } };
  const { listeners = [] } = specOf<{ listeners: readonly Listener[] }>(object);
  return {
    addresses: dnsNames.map((value) => ({ type: 'Hostname', value })),
    conditions: conditions('Accepted', 'Programmed'),
    listeners: listeners.map(({ name }) => ({
      name,
      conditions: conditions('Accepted', 'Programmed', 'ResolvedRefs'),
    })),
  };
}

const ROUTES = /^(HTTP|GRPC|TLS|TCP|UDP)Route$/;

/** A route that its Gateways have taken; undefined for what is no route. */
export function statusOfRoute(object: Manifest): object | undefined {
  if (!ROUTES.test(object.kind)) return undefined;
  const { parentRefs = [] } = specOf<{ parentRefs: readonly object[] }>(object);
  return {
    parents: parentRefs.map((parentRef) => ({
      parentRef,
      controllerName: `gateway.k8s.aws/${/^(HTTP|GRPC)/.test(object.kind) ? 'alb' : 'nlb'}`,
      conditions: conditions('Accepted', 'ResolvedRefs'),
    })),
  };
}

function conditions(...types: readonly string[]): readonly object[] {
  return types.map((type) => ({ type, status: 'True', reason: type, observedGeneration: 1 }));
}
