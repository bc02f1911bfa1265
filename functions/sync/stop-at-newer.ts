import { NewerLedger } from '../../shared/errors.ts';
import type { Ports } from './ports.ts';

export interface StoppedAtNewer {
  readonly ports: Ports;
  /** The first row of a later version that a port met. */
  readonly met: () => NewerLedger | undefined;
}

/**
 * Ports of one run that write nothing to the ledger and to Route 53 any more once one of them met a row that a later
 * version wrote: of what such a row means nothing is known, so neither of what it has to do with the others of the run.
 */
export function stopAtNewer(ports: Ports): StoppedAtNewer {
  let met: NewerLedger | undefined;
  const heed =
    <Args extends unknown[], Answer>(port: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      try {
        return await port(...args);
      } catch (error) {
        if (error instanceof NewerLedger) met ??= error;
        throw error;
      }
    };
  const unless =
    <Args extends unknown[], Answer>(port: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      if (met !== undefined) throw met;
      return port(...args);
    };
  return {
    met: () => met,
    ports: {
      ...ports,
      readLoadBalancerRows: heed(ports.readLoadBalancerRows),
      readNameRows: heed(ports.readNameRows),
      readFreezes: heed(ports.readFreezes),
      readZoneRows: heed(ports.readZoneRows),
      bookTokens: heed(unless(ports.bookTokens)),
      writeRows: unless(ports.writeRows),
      // It never throws.
      applyChanges: async (...args) =>
        met === undefined ? ports.applyChanges(...args) : { kind: 'denied', error: met },
    },
  };
}
