import type { NameKey } from '../../shared/ledger/rows.ts';
import type { NameChanges } from '../../shared/plan/changes.ts';
import { isEmpty } from '../../shared/plan/difference.ts';
import type { Answer } from '../../shared/route53/apply-changes.ts';
import { culprits, wordsAbout } from '../../shared/route53/culprits.ts';
import { packBatches } from '../../shared/route53/pack-batches.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import { batchComment } from './batch-comment.ts';
import type { Committed } from './commit.ts';
import type { Decided } from './decide.ts';
import type { Ports, Run } from './ports.ts';
import { failNames, type Outstanding, redoNames, type Work } from './work.ts';

/** First and longest pause after Route 53 throttled a batch, in milliseconds; the account's buckets refill in seconds. */
const PAUSE = { first: 500, longest: 8_000 } as const;
/** What is left of the invocation must be enough to settle. */
const RESERVE = 20_000;
/**
 * So many refusals of one zone are looked into by halves, enough for a few names that their messages do not tell. More
 * is about the zone, as when it is full, and each of them would cost everybody in the account two requests.
 */
const LOOKED_INTO = 40;

/**
 * Step 5: sends the committed changes, each batch once, zones side by side and the batches of a zone one after the
 * other. Returns the names whose changes took effect. A batch that is refused did nothing, so those of its names that
 * are not to blame go again; a lost answer is never guessed at: its names are read in the next round.
 */
export async function send(
  work: Work,
  committed: Committed,
  decided: ReadonlyMap<NameKey, Decided>,
  ports: Ports,
  run: Run,
  settings: Settings,
  outstanding: Outstanding,
): Promise<ReadonlySet<NameKey>> {
  const applied = new Set<NameKey>();
  const zones = new Map<Zone, NameChanges[]>();
  for (const key of committed.names.keys()) {
    const found = decided.get(key);
    if (found === undefined || isEmpty(found.decision.changes)) continue;
    const change = { key, host: found.before.host, ...found.decision.changes };
    zones.set(found.zone, [...(zones.get(found.zone) ?? []), change]);
  }
  await Promise.all(
    [...zones].map(async ([zone, changes]) => {
      const isRetry = ({ key }: NameChanges) => decided.get(key)?.decision.isRetry === true;
      const fresh = changes.filter((change) => !isRetry(change));
      const batches = [
        ...packBatches(fresh.filter((change) => !writesCname(change))),
        ...packBatches(fresh.filter(writesCname)),
        // What was refused before holds up nobody again.
        ...packBatches(changes.filter(isRetry)),
      ];
      let refusals = 0;
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        const keys = batch.map(({ key }) => key);
        const comment = batchComment(keys, decided, work, settings.name, run.requestId);
        const answer = await sendPatiently(zone, batch, comment, ports, run);
        tell(zone, batch, answer, run);
        switch (answer.kind) {
          case 'applied':
            for (const key of keys) applied.add(key);
            break;
          case 'refused':
            refusals += 1;
            batches.unshift(
              ...afterRefusal(batch, answer.message, refusals <= LOOKED_INTO, decided, outstanding),
            );
            break;
          case 'unknown':
            outstanding.lost.push(answer.error);
            redoNames(keys, decided, outstanding);
            break;
          case 'throttled':
          case 'denied': {
            const rest = [batch, ...batches.splice(0)].flat().map(({ key }) => key);
            failNames(rest, decided, outstanding, answer.error);
          }
        }
      }
    }),
  );
  return applied;
}

/** They go by themselves and last: the role of a zone in another account may allow aliases only, and those must pass. */
function writesCname({ deletes, creates }: NameChanges): boolean {
  return [...deletes, ...creates].some(({ type }) => type === 'CNAME');
}

/** Throttled: nothing was done, so the very same batch goes again, later; never in smaller pieces. */
async function sendPatiently(
  zone: Zone,
  batch: readonly NameChanges[],
  comment: string,
  ports: Ports,
  run: Run,
): Promise<Answer> {
  for (let wait: number = PAUSE.first; ; wait = Math.min(2 * wait, PAUSE.longest)) {
    const answer = await ports.applyChanges(zone, batch, comment);
    if (answer.kind !== 'throttled' || run.remaining() < wait + RESERVE) return answer;
    await run.pause(wait);
  }
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
