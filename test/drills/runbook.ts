import { partialDeepStrictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { commandsOf } from '../arrangements/command-line.ts';
import { blocksOf } from '../docs/examples.ts';
import { runCommand } from './commands.ts';
import type { Stage } from './stage.ts';
import { ZONE as SANDBOX_ZONE } from './world.ts';

const PAGE = new URL('../../docs/runbook.md', import.meta.url);
const ZONE = 'Z0123456789ABCDEFGHIJ';

/** A section of the runbook, block by block, as an operator follows it. */
export interface Runbook {
  /** Runs the commands of the next block, and compares the last answer with what is told below it. */
  readonly next: () => Promise<unknown>;
  /** Throws if something of the section was not run. */
  readonly close: () => void;
}

/** @param names what the page calls something, and what it is called in the drill. */
export function openRunbook(
  stage: Stage,
  heading: string,
  names: Readonly<Record<string, string>> = {},
): Runbook {
  const words = Object.entries({ [ZONE]: SANDBOX_ZONE, ...names });
  const named = (text: string) => words.reduce((told, [page, drill]) => told.replaceAll(page, drill), text);
  const blocks = blocksOf(readFileSync(PAGE, 'utf8')).filter((block) => block.heading === heading);
  let at = 0;
  return {
    next: async () => {
      const block = blocks[at];
      if (block?.language !== 'sh') throw new Error(`docs/runbook.md, ${heading}: no more commands`);
      let answer: unknown;
      for (const command of commandsOf(named(block.text))) {
        stage.tell(`$ ${command.text.slice(0, 160)}`);
        answer = await runCommand(command, stage);
      }
      const told = blocks[at + 1];
      at += told?.language === 'json' ? 2 : 1;
      if (told?.language === 'json')
        partialDeepStrictEqual(answer, JSON.parse(named(told.text)), `docs/runbook.md, line ${told.line}`);
      return answer;
    },
    close: () => {
      const left = blocks[at];
      if (left !== undefined)
        throw new Error(`docs/runbook.md, line ${left.line}: the drill does not run it`);
    },
  };
}
