import { deleteLoadBalancer, ofCast } from './load-balancers.ts';
import { untilRecords } from './records.ts';
import type { Stage } from './stage.ts';
import { seconds } from './table.ts';

export interface Leaving {
  readonly loadBalancer: string;
  readonly hostname: string;
  readonly zone: string;
}

/** Deletes these load balancers together, and waits until the name of each is gone. */
export async function vanish(stage: Stage, leaving: readonly Leaving[]): Promise<void> {
  const from = Date.now();
  for (const { loadBalancer } of leaving) {
    await deleteLoadBalancer(stage, ofCast(stage, loadBalancer));
    stage.tell(`DeleteLoadBalancer ${loadBalancer}`);
  }
  const took = await Promise.all(
    leaving.map(async ({ hostname, zone }) => {
      const time = await untilRecords(stage, stage.zone(zone), hostname, [], from);
      stage.tell(`${hostname}: gone, ${seconds(time)} after the call`);
      return time;
    }),
  );
  const calls = await stage.lap();
  for (const [at, { hostname, zone }] of leaving.entries())
    stage.rows.push({ hostname, zone, target: 'gone', took: took[at], ...(at === 0 && { calls }) });
}
