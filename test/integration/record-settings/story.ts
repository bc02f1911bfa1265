import { isDeepStrictEqual } from 'node:util';
import { eventually } from '../eventually.ts';
import { type Batch, batches, naming } from './batches.ts';
import { inOrder, type Standing, standingAt } from './record-sets.ts';

const PATIENCE = 30_000;

/** Does something, waits until just these record sets stand at the name, and returns the batches that named it on the way. */
export async function change(
  host: string,
  act: () => Promise<unknown>,
  wanted: () => readonly Standing[],
): Promise<readonly Batch[]> {
  const before = (await batches()).length;
  await act();
  await eventually(
    () => standingAt(host),
    (found) => isDeepStrictEqual(found, inOrder(wanted())),
    PATIENCE,
  );
  return naming((await batches()).slice(before), host);
}
