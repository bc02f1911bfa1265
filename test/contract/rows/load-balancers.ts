import { changeRows } from './load-balancers/changes.ts';
import { eventRows } from './load-balancers/events.ts';
import { readRows } from './load-balancers/reads.ts';

/** The facts about load balancers and their events that the product relies on. */
export const loadBalancerRows = [...readRows, ...changeRows, ...eventRows] as const;

export type LoadBalancerRowId = (typeof loadBalancerRows)[number]['id'];
