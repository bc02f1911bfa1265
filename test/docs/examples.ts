/**
 * The examples of a page: its `text` blocks. A line without indentation is a head, what is indented below it its lines; a
 * line indented further belongs to the one above. Heads that begin with `then` go on with the block before.
 */
export interface Example {
  /** The heading that it stands under. */
  readonly heading: string;
  /** Of the page, for whoever looks for it. */
  readonly line: number;
  readonly goesOn: boolean;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly head: string;
  readonly lines: readonly string[];
}

export interface Block {
  readonly language: string;
  readonly heading: string;
  readonly line: number;
  readonly text: string;
}

/** The fenced blocks of a markdown page, in order. */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { language: string; line: number; lines: string[] } | undefined;
  let heading = '';
  for (const [at, line] of page.split('\n').entries()) {
    if (open && line === '```') {
      blocks.push({ language: open.language, heading, line: open.line, text: open.lines.join('\n') });
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (line.startsWith('```')) open = { language: line.slice(3), line: at + 1, lines: [] };
    else heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
  }
  if (open) throw new Error(`The block in line ${open.line} has no end`);
  return blocks;
}

export function exampleOf({ heading, line, text }: Block): Example {
  const sections: { head: string; lines: string[] }[] = [];
  let goesOn = false;
  for (const written of text.split('\n')) {
    const [, indent = '', words = ''] = /^( *)(.*)$/.exec(written.replace(/ +/g, keepFirst)) ?? [];
    const section = sections.at(-1);
    if (indent === '') {
      if (words.startsWith('then ')) goesOn = true;
      sections.push({ head: words.replace(/^then /, ''), lines: [] });
    } else if (section === undefined) throw new Error(`Line ${line}: "${written}" has no head`);
    else if (indent.length > 2) section.lines.push(`${section.lines.pop() ?? ''} ${words}`);
    else section.lines.push(words);
  }
  return { heading, line, goesOn, sections };
}

/** Columns are for the eye: several spaces within a line are one. */
const keepFirst = (spaces: string, at: number) => (at === 0 ? spaces : ' ');
