import type { NameRow } from '../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import type { QuotaSettings, Settings } from '../../../shared/settings.ts';
import type { Chance } from '../../simulation/chance.ts';
import { AwsError } from '../../world/aws-error.ts';
import { addLoadBalancer, createAccount } from './account.ts';
import { createStack } from './stack.ts';
import { type Window, windowsOf } from './windows.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ZONE = { id: 'ZAWAY', name: 'away.example', private: false };

/** How Route 53 is away: it says so at once, or nothing comes back for as long as a client waits. */
export type Away = 'refuses' | 'hangs';
const PATIENCE = 20_000;

export interface Outage {
  readonly told: string;
  readonly deadLetters: readonly string[];
  /** Of the message that was received most often. */
  readonly receives: number;
  /** By hours since it went away: invocations, and requests to Route 53. */
  readonly invocations: readonly number[];
  readonly requests: readonly number[];
  /** Of the hour after its return. */
  readonly windows: readonly Window[];
  readonly throttled: readonly string[];
  /** Minutes after the return when the last record was written. */
  readonly doneAfter: number;
  /** Names without the record that their load balancer asks for. */
  readonly missing: readonly string[];
  readonly unsettled: readonly string[];
}

/**
 * Route 53 is away for so many hours. Many load balancers have just come, another comes every few minutes, and a sweep has
 * everything looked at, and read what is in doubt, every half hour; all on the true pauses of the queue.
 */
export async function playOutage(
  chance: Chance,
  quota: QuotaSettings,
  { hours, away, crowd, every }: { hours: number; away: Away; crowd: number; every: number },
): Promise<Outage> {
  const account = createAccount(chance);
  const { clock, route53, arrivals, front } = account;
  route53.createZone(ZONE);
  const settings: Settings = {
    name: 'away',
    policy: 'sync',
    tagPrefix: 'signpost',
    zones: [ZONE],
    clusters: [],
    withdrawAfter: { loadBalancer: 60, gateway: 600 },
    brake: { window: 3600, removals: { names: 20, percent: 10 }, retargets: { names: 100, percent: 50 } },
    quota,
  };
  clock.advance(600_000);
  const began = clock.now();
  const returned = began + hours * HOUR;
  const failing = (operation: keyof typeof front): (typeof front)[keyof typeof front] => {
    const answer = front[operation];
    return (async (input: never, caller: never) => {
      if (clock.now() >= returned) return answer(input, caller);
      arrivals.push({ at: clock.now(), zoneId: ZONE.id, changes: 0 });
      if (away === 'hangs') await clock.sleep(PATIENCE);
      throw new AwsError('ServiceUnavailable', 'Route 53 is away', { status: 503 });
    }) as never;
  };
  const stack = createStack(
    {
      ...account,
      front: {
        ChangeResourceRecordSets: failing('ChangeResourceRecordSets'),
        ListResourceRecordSets: failing('ListResourceRecordSets'),
      },
    },
    settings,
    [],
  );
  const wanted = new Map<string, string>();
  const ids: LoadBalancerId[] = [];
  const come = async () => {
    const host = `n${ids.length}.${ZONE.name}`;
    const { id, dnsName } = await addLoadBalancer(account, `lb-${ids.length}`, { 'signpost/hostname': host });
    wanted.set(host, dnsName);
    ids.push(id as LoadBalancerId);
    hint(id as LoadBalancerId, 'CreateLoadBalancer');
  };
  const hint = (id: LoadBalancerId, event: string) =>
    stack.put({
      hint: {
        kind: 'load-balancer',
        id,
        cause: { event, eventId: id, at: new Date(clock.now()).toISOString() },
      },
    });
  const rows = () =>
    stack
      .rows()
      .flatMap((item) => (String(item['pk']).startsWith('name#') ? [item as unknown as NameRow] : []));
  const sweep = () => {
    for (const id of ids) hint(id, 'sweep');
    const cause = { event: 'sweep', eventId: 'sweep', at: new Date(clock.now()).toISOString() };
    for (const { zoneId, host, doubt } of rows())
      if (doubt) stack.put({ hint: { kind: 'name', zoneId, host, cause } });
  };

  for (let index = 0; index < crowd; index += 1) await come();
  stack.start();
  const invocations: number[] = [];
  let over = false;
  const life = (async () => {
    for (let minute = 1; minute <= (hours + 1) * 60; minute += 1) {
      await clock.sleep(MINUTE);
      if (minute % every === 0) await come();
      if (minute % 30 === 0) sweep();
      if (minute % 60 === 0)
        invocations.push(stack.stats.invocations - invocations.reduce((a, b) => a + b, 0));
    }
    over = true;
  })();
  await clock.runUntil(() => over && stack.isIdle());
  await life;

  const requests = invocations.map(
    (_, hour) =>
      arrivals.filter(({ at }) => at >= began + hour * HOUR && at < began + (hour + 1) * HOUR).length,
  );
  const standing = new Set(
    route53
      .records(ZONE.id)
      .flatMap(({ Name, AliasTarget }) => (AliasTarget ? [`${Name} ${AliasTarget.DNSName}`] : [])),
  );
  // Of those that were there when it returned.
  const early = route53.changes.filter(({ changes }) =>
    changes.some(({ ResourceRecordSet: set }) => Number(/^n(\d+)/.exec(set?.Name ?? '')?.[1]) < crowd),
  );
  const doneAfter = (Math.max(0, ...early.map(({ time }) => time)) - returned) / MINUTE;
  const { receives } = stack.stats;
  return {
    told: [
      `  ${hours} hours, Route 53 ${away}: ${crowd} load balancers and one more every ${every} min`,
      `  invocations by hour: ${invocations.join(' ')}`,
      `  requests by hour: ${requests.join(' ')} (the last: after its return)`,
      `  no message was received more than ${receives} times; what waited was done ${doneAfter.toFixed(1)} min after the return`,
    ].join('\n'),
    deadLetters: stack.deadLetters,
    receives,
    invocations,
    requests,
    windows: windowsOf(
      arrivals.filter(({ at }) => at >= returned),
      quota,
      1,
    ),
    throttled: route53.refused.filter((error) => error.includes('Rate exceeded')),
    doneAfter,
    missing: [...wanted].flatMap(([host, dnsName]) => (standing.has(`${host}. ${dnsName}.`) ? [] : [host])),
    unsettled: rows().flatMap(({ doubt, host }) => (doubt ? [host] : [])),
  };
}
