import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import { bindingOf } from './binding.ts';

/**
 * The line of a load balancer: those of one line replace each other. Same cluster and same stack and resource tags, of
 * whichever controller, so that a Service moved from one controller to another stays in line; else the load balancer
 * itself.
 */
export function lineOf({ id, tags }: Pick<LoadBalancer, 'id' | 'tags'>, tagPrefix: string): string {
  const binding = bindingOf(tags, tagPrefix);
  return binding?.kind === 'bound' && binding.stack !== undefined
    ? `${binding.cluster}/${binding.stack}`
    : id;
}

/** The cluster that the tags name; empty where they name none, or several. */
export function clusterOf(tags: LoadBalancer['tags'], tagPrefix: string): string {
  const binding = bindingOf(tags, tagPrefix);
  return binding?.kind === 'bound' ? binding.cluster : '';
}
