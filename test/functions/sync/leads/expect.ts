import { expect } from 'vitest';
import type { LoadBalancerRow } from '../../../../shared/ledger/load-balancer-row.ts';
import type { NameRow } from '../../../../shared/ledger/rows.ts';
import { drain } from '../../../stage/drain.ts';
import { instrument } from '../../../stage/faults.ts';
import type { Stage } from '../../../stage/stage.ts';
import { callsOfSync, sweep } from '../../../stage/sweep.ts';
import { type Lead, make } from './lead.ts';

const NEIGHBOUR = 'neighbour.example.com';

/** So much later whatever is in quarantine is tried again. */
const LONGEST_PAUSE = 6 * 60 * 60_000;

/** Somebody whose name has nothing to do with what is refused. */
export const makeNeighbour = (stage: Stage) => make(stage, 'neighbour', { hostname: NEIGHBOUR });

/** That each of these lines is told, and that the neighbour has its name. */
export function expectTold(stage: Stage, told: Lead['told']): void {
  const lines = toldLines(stage);
  for (const parts of [[`${NEIGHBOUR} published`], ...told])
    expect(
      lines.filter((line) => parts.every((part) => line.includes(part))),
      `${parts.join(' … ')}\nin\n${lines.slice(0, 20).join('\n')}`,
    ).not.toEqual([]);
}

/** What people are told, `<host> <outcome>: <reason>`: by the ledger, and by the log of whoever has left. */
export function toldLines(stage: Stage): string[] {
  const items = stage.dynamodb.items('ledger');
  const names = items.filter(({ pk }) => String(pk).startsWith('name#')) as unknown as readonly NameRow[];
  const rows = items.filter(({ pk }) =>
    String(pk).startsWith('lb#'),
  ) as unknown as readonly LoadBalancerRow[];
  return [
    ...names.flatMap(({ host, claims }) =>
      Object.values(claims).map(({ outcome, reason }) => `${host} ${outcome}: ${reason}`),
    ),
    ...rows.flatMap(({ refused }) =>
      Object.entries(refused).map(([host, reason]) => `${host} refused: ${reason}`),
    ),
    ...stage.decisions.flatMap(({ hostname, outcome, reason }) =>
      outcome === 'left' ? [`${hostname} left: ${reason}`] : [],
    ),
  ];
}

/** A further look at everything asks Route 53 nothing. */
export async function expectRest(stage: Stage): Promise<void> {
  const calls = callsOfSync(stage);
  for (const { id } of await stage.listAllLoadBalancers())
    stage.put({ kind: 'load-balancer', id, cause: { event: 'again', eventId: '', at: '' } });
  await drain(stage);
  expect(callsOfSync(stage), 'a second run').toEqual(calls);
}

export async function swept(stage: Stage, ports = stage.ports): Promise<void> {
  stage.clock.advance(LONGEST_PAUSE);
  await sweep(stage);
  await drain(stage, instrument(ports));
}
