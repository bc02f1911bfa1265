import { GetChangeCommand } from '@aws-sdk/client-route-53';
import { plural } from '../calls.ts';
import { untilQuiet } from '../settled.ts';
import type { Step } from '../step.ts';
import { readSyncLog } from '../sync-log.ts';
import { NotAsTold } from '../until.ts';

export const aTrace: Step = {
  title: 'Each change is traced to the invocation that made it',
  about: ['"route 53"'],
  play: async (stage) => {
    await untilQuiet(stage);
    const log = await readSyncLog(stage);
    const refused = log.batches.filter(({ answer }) => answer !== 'applied');
    if (refused.length > 0) throw new NotAsTold('every batch applied', JSON.stringify(refused));
    for (const { detail: changeId, requestId } of log.batches) {
      const { ChangeInfo } = await stage.clients.route53.send(new GetChangeCommand({ Id: changeId }));
      const wanted = `signpost ${stage.stack} ${requestId}`;
      if (ChangeInfo?.Comment !== wanted)
        throw new NotAsTold(`comment "${wanted}" of ${changeId}`, JSON.stringify(ChangeInfo?.Comment));
      if (!log.invocations.has(requestId))
        throw new NotAsTold(`invocation ${requestId} of ${changeId} in sync's log`, 'no START line of it');
    }
    const accepted = stage.rows.reduce((sum, { calls }) => sum + (calls?.changes ?? 0), 0);
    if (accepted !== log.batches.length || accepted === 0)
      throw new NotAsTold(
        'as many changes in the log of sync as Route 53 was asked for',
        `${log.batches.length} in the log, ${accepted} at Route 53`,
      );
    stage.tell(
      `GetChange of ${plural(log.batches.length, 'change')}: each comment names a request id that sync's log group has as an invocation`,
    );
    stage.tell(`sync was invoked ${plural(log.invocations.size, 'time')} in all`);
  },
};
