import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSettings, runtimeSettings } from '../../infra/settings.ts';
import { DRILLS } from '../drills/drills.ts';
import { drain } from '../stage/drain.ts';
import { operate } from '../stage/operate.ts';
import { createStage } from '../stage/stage.ts';
import { zoneContents } from '../stage/zone-contents.ts';
import { type Block, blocksOf } from './examples.ts';
import { ENDS, SCENES } from './runbook-scenes.ts';

const PAGE = readFileSync('docs/runbook.md', 'utf8');
const ZONE = 'Z0123456789ABCDEFGHIJ';
const zones = [
  { id: ZONE, name: 'example.com', private: false },
  { id: 'Z9876543210ABCDEFGHIJ', name: 'example.com', private: true },
];
const { quota } = runtimeSettings(
  parseSettings({ policy: 'sync', zones: [{ id: ZONE, name: 'example.com' }] }),
);
const COMMAND =
  /^aws lambda invoke --function-name signpost-us-east-1-operate --cli-binary-format raw-in-base64-out \\\n {2}--payload '([^']*)' out\.json$/;

/** What these sections say is run in the sandbox, by the drill of each. */
const drilled = Object.values(DRILLS).map(({ heading }) => heading);
const all = blocksOf(PAGE);
const blocks = all.filter(({ heading }) => !drilled.includes(heading));
/** Each payload with the answer that is told below it. */
const said = blocks.flatMap((block, at) =>
  block.language === 'sh' && block.text.includes('lambda invoke') ? [{ block, answer: blocks[at + 1] }] : [],
);
const sections = Map.groupBy(said, ({ block }) => block.heading);

describe('docs/runbook.md', () => {
  it.each([...sections].map(([heading, told]) => ({ heading, told })))(
    '$heading: every payload does what is told',
    async ({ heading, told }) => {
      const stage = createStage({ zones, clusters: [], quota });
      const scene = SCENES[heading] ?? [];
      expect(scene, 'as many scenes as payloads').toHaveLength(told.length);
      for (const [index, { block, answer }] of told.entries()) {
        await scene[index]?.(stage);
        const payload: unknown = JSON.parse(COMMAND.exec(block.text)?.[1] ?? '');
        expect(await answerOf(operate(stage, payload)), `line ${block.line}`).toMatchObject(toldIn(answer));
      }
      await drain(stage);
      expect(Object.keys(zoneContents(stage, ZONE)).toSorted()).toEqual(ENDS[heading]);
    },
  );

  it('has a command in the one form for every payload', () => {
    const text = blocks.map((block) => block.text).join('\n');
    expect(text.split('--payload').length - 1).toBe(said.length);
    for (const { block } of said) expect(block.text).toMatch(COMMAND);
  });

  it('has a section for each drill, with commands', () => {
    const told = new Set(all.filter(({ language }) => language === 'sh').map(({ heading }) => heading));
    expect(drilled.filter((heading) => !told.has(heading))).toEqual([]);
  });

  it('has no scene that it does not tell', () => {
    expect(Object.keys(SCENES)).toEqual([...sections.keys()]);
  });

  it('links to headings that there are', () => {
    const anchors = [...PAGE.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    const headings = [...PAGE.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(anchors.filter((anchor) => !headings.includes(anchor ?? ''))).toEqual([]);
  });
});

/** What the file holds: the answer, or the error as Lambda writes it. */
async function answerOf(answer: Promise<unknown>): Promise<unknown> {
  try {
    return JSON.parse(JSON.stringify(await answer));
  } catch (error) {
    const { name: errorType, message: errorMessage } = error as Error;
    return { errorType, errorMessage };
  }
}

function toldIn(block: Block | undefined): object {
  expect(block?.language, `below line ${block?.line}`).toBe('json');
  const told = JSON.parse(block?.text ?? '') as object;
  expect(Object.keys(told).length, `line ${block?.line} tells something`).toBeGreaterThan(0);
  return told;
}
