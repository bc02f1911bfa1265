import { randomUUID } from 'node:crypto';
import {
  DescribeArchiveCommand,
  DescribeReplayCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { plural } from '../calls.ts';
import { recordsIn } from '../records.ts';
import { deployedRules, depthOf } from '../rules.ts';
import { untilQuiet } from '../settled.ts';
import type { Stage } from '../stage.ts';
import type { Step } from '../step.ts';
import { readSyncLog } from '../sync-log.ts';
import { NotAsTold, until } from '../until.ts';

const ZONES = ['example.com', 'sub.example.com', 'example.org'];

export const aReplay: Step = {
  title: 'The same events once more, from the archive: nothing changes',
  about: ['"route 53"', 'hint comes back'],
  play: async (stage) => {
    await untilQuiet(stage);
    await stage.lap();
    const before = await everyRecord(stage);
    const from = Date.now();
    const events = await replay(stage);
    stage.tell(`StartReplay of ${plural(events, 'event')} of the archive to the deployed rules: completed`);

    const { invocations } = await until(
      stage,
      'sync to have worked on the replayed events',
      () => readSyncLog(stage, from),
      (log) => log.invocations.size > 0,
      () => 'no invocation in its log',
    );
    const delayed = await untilQuiet(stage);
    const calls = await stage.lap();
    const after = await everyRecord(stage);
    if (calls.changes > 0 || JSON.stringify(after) !== JSON.stringify(before))
      throw new NotAsTold(
        `no change: ${JSON.stringify(before)}`,
        `${plural(calls.changes, 'change')}: ${JSON.stringify(after)}`,
      );
    const dead = await depthOf(stage, 'DeadLetterQueueUrl');
    if (dead.waiting > 0) throw new NotAsTold('no dead letters', plural(dead.waiting, 'dead letter'));
    const runs = plural(invocations.size, 'invocation');
    stage.tell(`the queue is quiet after ${runs} of sync: ${plural(after.length, 'record')} as before`);
    if (delayed > 0)
      stage.tell(
        `  ${plural(delayed, 'look')} later, where an event less than 15 minutes old disagrees with the look`,
      );
    stage.rows.push({
      hostname: `replay of ${plural(events, 'event')}`,
      zone: 'all',
      target: 'as it was',
      calls,
    });
  },
};

/** Returns how many events were played again. */
async function replay(stage: Stage): Promise<number> {
  const { clients, output, startedAt, archivedBefore } = stage;
  const {
    ArchiveArn,
    EventSourceArn,
    EventCount = 0,
  } = await clients.events.send(new DescribeArchiveCommand({ ArchiveName: output('ArchiveName') }));
  const ReplayName = `demo-${randomUUID()}`;
  const rules = await deployedRules(stage);
  await clients.events.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: ArchiveArn,
      // Events carry whole seconds.
      EventStartTime: new Date(1000 * Math.floor(startedAt / 1000)),
      EventEndTime: new Date(Date.now() + 1_000),
      Destination: { Arn: EventSourceArn, FilterArns: rules.map(({ arn }) => arn) },
    }),
  );
  await until(
    stage,
    'a completed replay',
    () => clients.events.send(new DescribeReplayCommand({ ReplayName })),
    ({ State }) => State === 'COMPLETED',
    ({ State, StateReason }) => `${State} ${StateReason ?? ''}`,
  );
  return EventCount - archivedBefore;
}

async function everyRecord(stage: Stage): Promise<string[]> {
  return (await Promise.all(ZONES.map((name) => recordsIn(stage, stage.zone(name))))).flat();
}
