import { depthOf } from './rules.ts';
import type { Stage } from './stage.ts';
import { type BatchLine, readSyncLog } from './sync-log.ts';
import { NotAsTold, until } from './until.ts';

/** Waits until the log holds this many batches sent for a name since `from`, all applied; more are not as told. */
export async function untilSettled(
  stage: Stage,
  host: string,
  from: number,
  count: number,
): Promise<readonly BatchLine[]> {
  const batches = await until(
    stage,
    `${count} batches of sync to Route 53 for ${host}`,
    async () => (await readSyncLog(stage, from)).batches.filter(({ hostnames }) => hostnames.includes(host)),
    (lines) => lines.length >= count,
  );
  if (batches.length > count || batches.some(({ answer }) => answer !== 'applied'))
    throw new NotAsTold(`${count} batches for ${host}, applied`, JSON.stringify(batches));
  return batches;
}

/** Waits until nobody works on hints and none waits; returns how many are held back for a later look. */
export async function untilQuiet(stage: Stage): Promise<number> {
  const { delayed } = await until(
    stage,
    'the hint queue to be quiet',
    () => depthOf(stage, 'QueueUrl'),
    ({ waiting, underWay }) => waiting + underWay === 0,
  );
  return delayed;
}
