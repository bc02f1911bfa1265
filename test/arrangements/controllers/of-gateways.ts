import type { Manifest } from '../../sandbox/cluster-api/manifests.ts';
import {
  generatedName,
  LOAD_BALANCER_CONTROLLER,
  nameOf,
  specOf,
  type Tags,
  trackingTags,
  type Wanted,
} from './wanted.ts';

interface GatewaySpec {
  readonly gatewayClassName: string;
  readonly infrastructure?: { readonly parametersRef?: { readonly name: string } };
}

interface Configuration {
  readonly loadBalancerName?: string;
  readonly scheme?: string;
  readonly tags?: Tags;
}

const KINDS = { 'gateway.k8s.aws/alb': 'application', 'gateway.k8s.aws/nlb': 'network' } as const;

/** The load balancer of a Gateway of the Gateway API. */
export function ofGateway(
  gateway: Manifest,
  objects: readonly Manifest[],
  cluster: string,
): readonly Wanted[] {
  if (gateway.kind !== 'Gateway' || !gateway.apiVersion.startsWith('gateway.')) return [];
  const { gatewayClassName, infrastructure } = specOf<GatewaySpec>(gateway);
  const named = (kind: string, name: string | undefined) =>
    objects.find((each) => each.kind === kind && each.metadata.name === name);
  const found = named('GatewayClass', gatewayClassName);
  const { controllerName } = found ? specOf<{ controllerName: string }>(found) : {};
  const kind = Object.entries(KINDS).find(([name]) => name === controllerName)?.[1];
  if (kind === undefined) throw new Error(`Nobody here takes the class ${gatewayClassName} of Gateways`);
  const configuration = named('LoadBalancerConfiguration', infrastructure?.parametersRef?.name);
  const own: Configuration = configuration ? specOf<Configuration>(configuration) : {};
  const name = nameOf(gateway);
  const prefix = `gateway.k8s.aws.${kind === 'network' ? 'nlb' : 'alb'}`;
  return [
    {
      name: own.loadBalancerName ?? generatedName(...name.split('/')),
      kind,
      isInternal: own.scheme !== 'internet-facing',
      tags: { ...trackingTags(LOAD_BALANCER_CONTROLLER.cluster, cluster, prefix, name), ...own.tags },
      retags: 'adds and removes',
      shownBy: [gateway],
    },
  ];
}
