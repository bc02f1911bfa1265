import { readdirSync, readFileSync } from 'node:fs';
import type { SettingsInput } from '../../infra/settings.ts';
import { type Block, blocksOf, exampleOf, type Section } from '../docs/examples.ts';
import { type Command, commandsOf } from './command-line.ts';

export type Cluster = NonNullable<SettingsInput['clusters']>[number];

/** A page of docs/arrangements: what is set, what is applied and said, and what comes of it. */
export interface Page {
  readonly name: string;
  readonly text: string;
  /** As its block of settings has them; the first is kubectl's context. */
  readonly clusters: readonly Cluster[];
  /** By file, as its first line names it. */
  readonly manifests: ReadonlyMap<string, string>;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: 'commands'; readonly line: number; readonly commands: readonly Command[] }
  /** What the last command has answered, in part. */
  | { readonly kind: 'answer'; readonly line: number; readonly answer: object }
  /** What there is once all is quiet. */
  | { readonly kind: 'state'; readonly line: number; readonly sections: readonly Section[] };

export const FOLDER = 'docs/arrangements';

/** All pages but the index, by name. */
export function pages(): readonly Page[] {
  const names = readdirSync(FOLDER).filter((file) => file.endsWith('.md') && file !== 'README.md');
  return names
    .toSorted()
    .map((file) => pageOf(file.replace(/\.md$/, ''), readFileSync(`${FOLDER}/${file}`, 'utf8')));
}

export function pageOf(name: string, text: string): Page {
  const blocks = blocksOf(text);
  const [settings] = blocks.filter(({ language }) => language === 'json');
  if (settings === undefined) throw new Error(`${name}: no block of settings`);
  const { clusters } = JSON.parse(settings.text) as { clusters: readonly Cluster[] };
  const manifests = new Map<string, string>();
  for (const block of blocks.filter(({ language }) => language === 'yaml')) {
    const [, file] = /^# (\S+\.yaml)\n/.exec(block.text) ?? [];
    if (file === undefined) throw new Error(`${name}, line ${block.line}: "# FILE.yaml" comes first`);
    if (manifests.has(file)) throw new Error(`${name}, line ${block.line}: there are two of ${file}`);
    manifests.set(file, `${block.text}\n`);
  }
  return { name, text, clusters, manifests, steps: blocks.flatMap((block) => stepsOf(block, settings)) };
}

function stepsOf(block: Block, settings: Block): readonly Step[] {
  const { language, line, text } = block;
  if (block === settings || language === 'yaml') return [];
  if (language === 'sh') return [{ kind: 'commands', line, commands: commandsOf(text) }];
  if (language === 'json') return [{ kind: 'answer', line, answer: JSON.parse(text) as object }];
  if (language === 'text') return [{ kind: 'state', line, sections: exampleOf(block).sections }];
  throw new Error(`Line ${line}: nobody runs a block of "${language}"`);
}
