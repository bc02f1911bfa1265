import { type SweepPorts, type Swept, writeSweepHints } from '../../shared/sweep/write-sweep-hints.ts';

/**
 * Hints what no event told: all load balancers, and the names that are to be read.
 * @param runId told as the cause of each hint.
 */
export async function sweep(ports: SweepPorts, runId: string): Promise<Swept> {
  const at = new Date(ports.now()).toISOString();
  return writeSweepHints(ports, { event: 'sweep', eventId: runId, at });
}
