import type { NameKey } from '../../shared/ledger/rows.ts';
import type { NameChanges } from '../../shared/plan/changes.ts';
import type { Answer } from '../../shared/route53/apply-changes.ts';
import { culprits, wordsAbout } from '../../shared/route53/culprits.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import { batchComment } from './batch-comment.ts';
import type { Booked, BookedBatch } from './book-quota.ts';
import type { Committed } from './commit.ts';
import type { Decided } from './decide.ts';
import type { Ports, Run } from './ports.ts';
import { sendPatiently } from './send-patiently.ts';
import { failNames, type Outstanding, redoNames, type Work } from './work.ts';

/**
 * So many refusals of one zone are looked into by halves, enough for a few names that their messages do not tell. More
 * is about the zone, as when it is full, and each of them would cost everybody in the account two requests.
 */
const LOOKED_INTO = 40;

/**
 * Step 5: sends the committed changes, each batch once and not before its tokens are there, zones side by side and the
 * batches of a zone one after the other. Returns the names whose changes took effect. A batch that is refused did
 * nothing, so those of its names that are not to blame go again; a lost answer is never guessed at: its names are read in
 * the next round.
 */
export async function send(
  work: Work,
  committed: Committed,
  { decided, batches }: Booked,
  ports: Ports,
  run: Run,
  settings: Settings,
  outstanding: Outstanding,
): Promise<ReadonlySet<NameKey>> {
  const applied = new Set<NameKey>();
  const zones = Map.groupBy(batches, ({ zone }) => zone);
  await Promise.all(
    [...zones].map(async ([zone, booked]) => {
      let open: readonly OpenBatch[] = booked.flatMap((batch) => announced(batch, committed));
      let refusals = 0;
      for (let batch = open[0]; batch !== undefined; batch = open[0]) {
        open = open.slice(1);
        const keys = batch.names.map(({ key }) => key);
        const comment = batchComment(keys, decided, work, settings.name, run.requestId);
        const answer = await sendPatiently(zone, batch.names, batch.from, comment, ports, run);
        tell(zone, batch.names, answer, run);
        switch (answer.kind) {
          case 'applied':
            for (const key of keys) applied.add(key);
            break;
          case 'refused': {
            refusals += 1;
            const mayHalve = refusals <= LOOKED_INTO;
            const again = afterRefusal(batch.names, answer.message, mayHalve, decided, outstanding);
            const { kind } = batch;
            open = [...again.map((names) => ({ kind, names })), ...open];
            break;
          }
          case 'unknown':
            outstanding.lost.push(answer.error);
            redoNames(keys, decided, outstanding);
            break;
          case 'throttled':
          case 'denied': {
            // Denied are all of the kind; without tokens or time nothing more of the zone is sent.
            const isOver = ({ kind }: OpenBatch) => answer.kind === 'throttled' || kind === batch.kind;
            const rest = open.filter(isOver).flatMap(({ names }) => names.map(({ key }) => key));
            open = open.filter((each) => !isOver(each));
            failNames([...keys, ...rest], decided, outstanding, answer.error);
          }
        }
      }
    }),
  );
  return applied;
}

/** A batch that is still to be sent; without `from` there are no tokens for it yet. */
type OpenBatch = Omit<BookedBatch, 'zone' | 'from'> & { readonly from?: number };

/** What of a batch was committed. Tokens of the rest are lost. */
function announced(batch: BookedBatch, committed: Committed): BookedBatch[] {
  const names = batch.names.filter(({ key }) => committed.names.has(key));
  return names.length === 0 ? [] : [{ ...batch, names }];
}

/**
 * Batches of the names that a refusal does not blame. Where it blames none by name, halves, until one stands alone; or
 * all are to blame, where halves are too many.
 */
function afterRefusal(
  batch: readonly NameChanges[],
  message: string,
  mayHalve: boolean,
  decided: ReadonlyMap<NameKey, Decided>,
  outstanding: Outstanding,
): NameChanges[][] {
  const named = batch.length === 1 ? batch : culprits(message, batch);
  if (named.length === 0 && mayHalve) {
    const middle = Math.ceil(batch.length / 2);
    return [batch.slice(0, middle), batch.slice(middle)];
  }
  const blamed = named.length === 0 ? batch : named;
  for (const change of blamed) {
    const refusal = { changes: change, message: wordsAbout(change.host, message) };
    redoNames([change.key], decided, outstanding, refusal);
  }
  const rest = batch.filter((change) => !blamed.includes(change));
  return rest.length === 0 ? [] : [rest];
}

function tell(zone: Zone, batch: readonly NameChanges[], answer: Answer, run: Run): void {
  const detail =
    answer.kind === 'applied'
      ? answer.changeId
      : answer.kind === 'refused'
        ? answer.message
        : answer.error.message;
  run.tellBatch({ zoneId: zone.id, hostnames: batch.map(({ host }) => host), answer: answer.kind, detail });
}
