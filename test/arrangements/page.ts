import { readdirSync, readFileSync } from 'node:fs';
import { type Block, blocksOf, exampleOf, type Section } from '../docs/examples.ts';
import type { Cluster } from '../sandbox/settings.ts';
import { type Command, commandsOf } from './command-line.ts';

/** A page of docs/arrangements. */
export interface Page {
  readonly name: string;
  readonly text: string;
  /** As its blocks of settings have them. */
  readonly clusters: readonly Cluster[];
  /** By file, as the first line of each names it. */
  readonly manifests: ReadonlyMap<string, string>;
  readonly stories: readonly Story[];
}

/** A section of a page, told by itself: what is applied and said, and what comes of it. */
export interface Story {
  readonly page: string;
  readonly heading: string;
  readonly text: string;
  /** Those of the settings before its first command; kubectl's context is the first. */
  readonly clusters: readonly Cluster[];
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
  const manifests = manifestsOf(name, blocksOf(text));
  const clusters: Cluster[] = [];
  const stories: Story[] = [];
  let [inForce, line]: [readonly Cluster[], number] = [[], 0];
  for (const part of text.split(/^(?=## )/m)) {
    const blocks = blocksOf(part);
    for (const block of blocks.filter(isSettings)) {
      inForce = (JSON.parse(block.text) as { clusters: readonly Cluster[] }).clusters;
      clusters.push(...inForce);
    }
    const steps = blocks.flatMap((block) => stepsOf({ ...block, line: block.line + line }));
    const heading = /^## (.*)$/m.exec(part)?.[1] ?? name;
    if (steps.length > 0)
      stories.push({ page: name, heading, text: part, clusters: inForce, manifests, steps });
    line += part.split('\n').length - 1;
  }
  if (clusters.length === 0) throw new Error(`${name}: no block of settings`);
  return { name, text, clusters, manifests, stories };
}

function manifestsOf(name: string, blocks: readonly Block[]): ReadonlyMap<string, string> {
  const manifests = new Map<string, string>();
  for (const { line, text } of blocks.filter(({ language }) => language === 'yaml')) {
    const [, file] = /^# (\S+\.yaml)\n/.exec(text) ?? [];
    if (file === undefined) throw new Error(`${name}, line ${line}: "# FILE.yaml" comes first`);
    if (manifests.has(file)) throw new Error(`${name}, line ${line}: there are two of ${file}`);
    manifests.set(file, `${text}\n`);
  }
  return manifests;
}

const isSettings = ({ language, text }: Block) => language === 'json' && 'clusters' in JSON.parse(text);

function stepsOf(block: Block): readonly Step[] {
  const { language, line, text } = block;
  if (language === 'yaml' || isSettings(block)) return [];
  if (language === 'sh') return [{ kind: 'commands', line, commands: commandsOf(text) }];
  if (language === 'json') return [{ kind: 'answer', line, answer: JSON.parse(text) as object }];
  if (language === 'text') return [{ kind: 'state', line, sections: exampleOf(block).sections }];
  throw new Error(`Line ${line}: nobody runs a block of "${language}"`);
}
