/** One command of a shell block. */
export interface Command {
  /** Words before the first option: `aws elbv2 add-tags`, `kubectl get service web`. */
  readonly name: string;
  /** Values by option, `-f` or `--tags`; without one, an empty list. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** `NAME=$(…)`: where its answer is kept. */
  readonly variable?: string;
  readonly text: string;
}

/** The commands of a block, one a line; a `\` at its end goes on, and so does a text in quotes. No pipes, no loops. */
export function commandsOf(block: string): readonly Command[] {
  return block
    .replaceAll(/\\\n\s*/g, '')
    .replaceAll(/'[^']*'/g, (quoted) => quoted.replaceAll(/\s+/g, ' '))
    .split('\n')
    .map((line) => line.replace(/^\s*#.*$/, '').trim())
    .filter(Boolean)
    .map(commandOf);
}

function commandOf(text: string): Command {
  const [, variable, inner] = /^([A-Z_]+)=\$\((.*)\)$/.exec(text) ?? [];
  const words = wordsOf(inner ?? text);
  const first = words.findIndex((word) => word.startsWith('-'));
  const options = new Map<string, string[]>();
  let values: string[] = [];
  for (const word of first < 0 ? [] : words.slice(first)) {
    const [, option, value] = /^(--?[a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (option !== undefined) {
      values = options.get(option) ?? [];
      options.set(option, values);
      if (value !== undefined) values.push(value);
    } else values.push(word);
  }
  const name = words.slice(0, first < 0 ? words.length : first).join(' ');
  return { name, options, text, ...(variable !== undefined && { variable }) };
}

/** As a shell takes words apart: between spaces, quoted ones whole. */
function wordsOf(text: string): readonly string[] {
  const words = text.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double),
  );
}

/** The one value of an option. */
export function optionOf({ options, text }: Command, option: string): string {
  const [value, ...more] = options.get(option) ?? [];
  if (value === undefined || more.length > 0) throw new Error(`"${text}" wants one value for ${option}`);
  return value;
}

/** `Key=K,Value=V` for each tag. A value may hold `=`. */
export function tagsOf(command: Command, option = '--tags'): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (command.options.get(option) ?? []).map((word) => {
      const [, key, value] = /^Key=([^,]+),Value=(.*)$/.exec(word) ?? [];
      if (key === undefined) throw new Error(`"${word}" is no tag in "${command.text}"`);
      return [key, value ?? ''];
    }),
  );
}
