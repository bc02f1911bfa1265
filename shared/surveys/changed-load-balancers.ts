import type { Behind, Survey } from './survey.ts';

/**
 * DNS names of the load balancers for which a new survey says something else than the one before: appeared, vanished,
 * other objects or hosts behind it. All of the new one's if there is none before or it says nothing; none if the new
 * one says nothing.
 */
export function changedLoadBalancers(previous: Survey | undefined, next: Survey): readonly string[] {
  if (!next.complete) return [];
  const before = previous?.complete ? previous.loadBalancers : {};
  const names = new Set([...Object.keys(before), ...Object.keys(next.loadBalancers)]);
  return [...names].filter((name) => !same(before[name], next.loadBalancers[name])).sort();
}

function same(a: Behind | undefined, b: Behind | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.declares === b.declares && equal(a.objects, b.objects) && equal(a.hosts, b.hosts);
}

/** Both sorted, as `buildSurvey` leaves them. */
function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
