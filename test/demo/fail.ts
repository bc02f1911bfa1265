import { plural } from './calls.ts';
import { deployedRules, depthOf } from './rules.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';
import { readSyncLog } from './sync-log.ts';
import { NotAsTold } from './until.ts';

const LINES = 12;

/** What to read when a step did not end as told: what was expected, what was found, and how far the events came. */
export async function explain(stage: Stage, number: number, step: Step, error: unknown): Promise<string[]> {
  const told =
    error instanceof NotAsTold
      ? [`  expected: ${error.expected}`, `  found:    ${error.found}`]
      : [`  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  return [
    `FAILED in step ${number} (${step.title})`,
    ...told,
    ...(await section(() => rules(stage))),
    ...(await section(() => queue(stage))),
    ...(await section(() => log(stage, step))),
  ];
}

/** What cannot be had must not hide the rest. */
async function section(tell: () => Promise<string[]>): Promise<string[]> {
  try {
    return await tell();
  } catch (error) {
    return [`  (${error instanceof Error ? error.message : String(error)})`];
  }
}

async function rules(stage: Stage): Promise<string[]> {
  const said = (await deployedRules(stage)).map(
    ({ name, enabled }) => `${name} ${enabled ? 'enabled' : 'DISABLED'}`,
  );
  return [`  rules:    ${said.join(', ') || 'none has the hint queue as its target'}`];
}

async function queue(stage: Stage): Promise<string[]> {
  const { waiting, underWay, delayed } = await depthOf(stage, 'QueueUrl');
  const dead = await depthOf(stage, 'DeadLetterQueueUrl');
  return [
    `  queue:    ${waiting} waiting, ${underWay} being worked on, ${delayed} for later; ${plural(dead.waiting, 'dead letter')}`,
  ];
}

async function log(stage: Stage, step: Step): Promise<string[]> {
  const { lines, invocations } = await readSyncLog(stage);
  const about = lines.filter((line) => step.about.some((word) => line.includes(word)));
  return [
    `  sync:     ${plural(invocations.size, 'invocation')} since the demo began; last lines of ${stage.output('SyncLogGroup')} about ${step.about.join(', ')}:`,
    ...(about.length === 0 ? ['none'] : about.slice(-LINES).map(brief)).map((line) => `    ${line}`),
  ];
}

/** Without what the logger adds to every line of a function. */
function brief(line: string): string {
  if (!line.startsWith('{')) return line;
  const all = Object.entries(JSON.parse(line) as Record<string, unknown>);
  return JSON.stringify(
    Object.fromEntries(all.filter(([key]) => !/^(function_|service$|cold_start$|sampling_rate$)/.test(key))),
  );
}
