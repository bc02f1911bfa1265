import { createHash } from 'node:crypto';
import { splitByController, splitInTree } from '../../docs/tags-of-manifest.ts';
import type { Manifest } from '../../sandbox/cluster-api/manifests.ts';
import {
  AUTO_MODE,
  annotationsOf,
  generatedName,
  LOAD_BALANCER_CONTROLLER,
  nameOf,
  specOf,
  trackingTags,
  type Wanted,
} from './wanted.ts';

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer';

interface ServiceSpec {
  readonly type: string;
  readonly loadBalancerClass: string;
}

/** The load balancer of a Service of type LoadBalancer, by whichever controller takes it. */
export function ofService(service: Manifest, cluster: string): readonly Wanted[] {
  const { type, loadBalancerClass } = specOf<ServiceSpec>(service);
  if (service.kind !== 'Service' || type !== 'LoadBalancer') return [];
  const kind = annotationsOf(service)[`${PREFIX}-type`];
  if (loadBalancerClass === 'eks.amazonaws.com/nlb') return [byController(service, cluster, AUTO_MODE)];
  if (loadBalancerClass === 'service.k8s.aws/nlb' || kind === 'external' || kind === 'nlb-ip')
    return [byController(service, cluster, LOAD_BALANCER_CONTROLLER)];
  if (loadBalancerClass !== undefined) throw new Error(`Nobody here takes the class ${loadBalancerClass}`);
  return [inTree(service, cluster)];
}

function byController(service: Manifest, cluster: string, dialect: typeof AUTO_MODE): Wanted {
  const annotations = annotationsOf(service);
  const name = nameOf(service);
  return {
    name: annotations[`${PREFIX}-name`] ?? generatedName(...name.split('/')),
    kind: 'network',
    isInternal: annotations[`${PREFIX}-scheme`] !== 'internet-facing',
    tags: {
      ...trackingTags(dialect.cluster, cluster, dialect.service, name),
      ...splitByController(annotations[`${PREFIX}-additional-resource-tags`] ?? ''),
    },
    retags: 'adds and removes',
    shownBy: [service],
  };
}

/** In-tree, and cloud-provider-aws: named by the UID of the Service. */
function inTree(service: Manifest, cluster: string): Wanted {
  const annotations = annotationsOf(service);
  const name = nameOf(service);
  const kind = annotations[`${PREFIX}-type`] === 'nlb' ? 'network' : 'classic';
  return {
    name: `a${createHash('sha256').update(name).digest('hex').slice(0, 31)}`,
    kind,
    isInternal: annotations[`${PREFIX}-internal`] === 'true',
    tags: {
      'kubernetes.io/service-name': name,
      [`kubernetes.io/cluster/${cluster}`]: 'owned',
      ...splitInTree(annotations[`${PREFIX}-additional-resource-tags`] ?? ''),
    },
    retags: kind === 'classic' ? 'adds' : 'never',
    shownBy: [service],
  };
}
