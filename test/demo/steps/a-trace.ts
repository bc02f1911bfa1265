import { GetChangeCommand } from '@aws-sdk/client-route-53';
import { plural } from '../calls.ts';
import { nameRow } from '../decisions.ts';
import { recordedCalls } from '../events.ts';
import { untilQuiet } from '../settled.ts';
import type { Stage } from '../stage.ts';
import type { Step } from '../step.ts';
import { readSyncLog, type SyncLog } from '../sync-log.ts';
import { NotAsTold } from '../until.ts';

/** A name that changed by itself, so that nothing else is in its batch. */
const HOST = 'shop.example.org';
const ZONE = 'example.org';

export const aTrace: Step = {
  title: 'Each change is traced to the invocation that made it, and to who asked for it',
  about: ['"route 53"', HOST],
  play: async (stage) => {
    await untilQuiet(stage);
    const log = await readSyncLog(stage);
    const refused = log.batches.filter(({ answer }) => answer !== 'applied');
    if (refused.length > 0) throw new NotAsTold('every batch applied', JSON.stringify(refused));
    for (const batch of log.batches) await traceToInvocation(stage, log, batch);
    const accepted = stage.rows.reduce((sum, { calls }) => sum + (calls?.changes ?? 0), 0);
    if (accepted !== log.batches.length || accepted === 0)
      throw new NotAsTold(
        'as many changes in the log of sync as Route 53 was asked for',
        `${log.batches.length} in the log, ${accepted} at Route 53`,
      );
    stage.tell(
      `GetChange of ${plural(log.batches.length, 'change')}: each comment names a request id that sync's log group has as an invocation, and an event`,
    );
    stage.tell(`sync was invoked ${plural(log.invocations.size, 'time')} in all`);
    await traceToCaller(stage, log);
  },
};

async function traceToInvocation(
  stage: Stage,
  log: SyncLog,
  { detail: changeId, requestId }: SyncLog['batches'][number],
): Promise<void> {
  const comment = await commentOf(stage, changeId);
  const wanted = new RegExp(`^signpost ${stage.stack} ${requestId}: \\S.* \\S+( \\+\\d+ more)?$`);
  if (!wanted.test(comment)) throw new NotAsTold(`comment ${wanted} of ${changeId}`, JSON.stringify(comment));
  if (!log.invocations.has(requestId))
    throw new NotAsTold(`invocation ${requestId} of ${changeId} in sync's log`, 'no START line of it');
}

/** From CloudTrail's record of the call to the ledger, the log and the comment in Route 53. */
async function traceToCaller(stage: Stage, log: SyncLog): Promise<void> {
  const row = await nameRow(stage, stage.zone(ZONE), HOST);
  const published = row?.transitions.findLast(({ outcome }) => outcome === 'published');
  if (published === undefined)
    throw new NotAsTold(`a row of ${HOST} that remembers that it was published`, JSON.stringify(row));
  const { event, eventId, principal } = published.cause;
  const calls = await recordedCalls(stage.endpoint);
  const call = calls.find(({ eventID }) => eventID === eventId);
  if (call?.eventName !== event || call.principal !== principal)
    throw new NotAsTold(
      `a CloudTrail record of ${event} ${eventId} by ${principal}`,
      JSON.stringify(call ?? calls),
    );
  const line = log.decisions.find((each) => each.hostname === HOST && each.outcome === 'published');
  if (line?.cause.eventId !== eventId || line.cause.principal !== principal)
    throw new NotAsTold(`a decision of ${HOST} with that event and principal`, JSON.stringify(line));
  const batch = log.batches.find(({ requestId }) => requestId === line.requestId);
  const comment = await commentOf(stage, batch?.detail ?? '');
  if (!comment.endsWith(`: ${event} ${eventId}`))
    throw new NotAsTold(`a comment that names ${event} ${eventId}`, JSON.stringify(comment));
  stage.tell(`${HOST} was published because of ${event} ${eventId}`);
  stage.tell(`  by ${principal}`);
  stage.tell(
    '  so say CloudTrail, the row in the ledger, the decision in the log and the comment in Route 53',
  );
}

async function commentOf({ clients }: Stage, changeId: string): Promise<string> {
  const { ChangeInfo } = await clients.route53.send(new GetChangeCommand({ Id: changeId }));
  return ChangeInfo?.Comment ?? '';
}
