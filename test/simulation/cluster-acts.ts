import { oneOf } from './chance.ts';
import type { History } from './history.ts';
import { HOSTS } from './players.ts';

/** A Service's status, its Gateway, or the API server of cluster demo changes. */
export function actOnCluster(history: History): void {
  const { stage, chance, cluster, players, tally, hasAnnotations } = history;
  const bound = players.filter(({ service }) => service !== undefined);
  if (bound.length === 0) return;
  const player = oneOf(chance, bound);
  const service = player.service ?? '';
  const kind = chance(hasAnnotations ? 14 : 10);
  if (kind >= 10) {
    cluster.annotated.set(
      service,
      HOSTS.filter(() => chance(2) > 0),
    );
    tally['annotation changed'] += 1;
  } else if (kind < 4) {
    // Controllers write the status when the load balancer is ready; now and then a status is lost again.
    const shown = cluster.shown.get(service);
    if (player.made && chance(6) > 0) shown?.add(player.made.dnsName);
    else shown?.clear();
  } else if (kind < 7) {
    const hosts = HOSTS.filter(() => chance(3) > 0);
    cluster.gateways.set(service, chance(4) === 0 ? ['*.example.com'] : hosts.map((host) => `*/${host}`));
  } else if (kind < 8) cluster.gateways.delete(service);
  else {
    cluster.api = oneOf(chance, ['complete', 'complete', 'incomplete', 'without gateways']);
    if (cluster.api === 'incomplete') tally['survey incomplete'] += 1;
    if (cluster.api === 'without gateways') tally['survey without the kind'] += 1;
  }
  cluster.changedAt = stage.clock.now();
  for (const each of bound) each.changedAt = cluster.changedAt;
}
