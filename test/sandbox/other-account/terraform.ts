import type { PolicyDocument } from '../../iam/statement.ts';

interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  /** A string is a list of one; what refers to something else is an empty list. */
  readonly attributes: Record<string, readonly string[]>;
  readonly blocks: Block[];
}

const ELEMENTS: Readonly<Record<string, string>> = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  resources: 'Resource',
};

/**
 * The policies that the `aws_iam_policy_document` blocks of a Terraform file make, by their names. It knows what such
 * blocks hold on our own pages, as `terraform fmt` writes it, and refuses the rest.
 */
export function policyDocuments(terraform: string): Readonly<Record<string, PolicyDocument>> {
  return Object.fromEntries(
    blocksIn(terraform)
      .filter(({ labels }) => labels[0] === 'aws_iam_policy_document')
      .map(({ labels: [, name = ''], blocks }) => [name, { Statement: blocks.map(statementOf) }]),
  );
}

function statementOf({ attributes, blocks }: Block): object {
  const principals = blocks.filter(({ type }) => type === 'principals').map(({ attributes: has }) => has);
  const conditions = blocks.filter(({ type }) => type === 'condition').map(({ attributes: has }) => has);
  if (principals.length + conditions.length < blocks.length) {
    throw unknown(blocks.map(({ type }) => type).join(', '));
  }
  const elements = Object.entries(attributes).map(([name, values]) => {
    const element = ELEMENTS[name];
    if (element === undefined) throw unknown(name);
    return [element, values.length === 1 ? values[0] : values];
  });
  const byTest = Map.groupBy(conditions, ({ test = [] }) => test.join());
  return {
    Effect: 'Allow',
    ...Object.fromEntries(elements),
    ...(principals.length > 0 && {
      Principal: Object.fromEntries(
        principals.map(({ type = [], identifiers }) => [type.join(), identifiers]),
      ),
    }),
    ...(conditions.length > 0 && {
      Condition: Object.fromEntries(
        [...byTest].map(([test, keys]) => [
          test,
          Object.fromEntries(keys.map(({ variable = [], values }) => [variable.join(), values])),
        ]),
      ),
    }),
  };
}

function blocksIn(terraform: string): readonly Block[] {
  const root: Block = { type: '', labels: [], attributes: {}, blocks: [] };
  const open = [root];
  const oneLineLists = terraform.replace(/\[[^\]]*\]/g, (list) => list.replace(/\s+/g, ' '));
  for (const line of oneLineLists.split('\n').map((each) => each.trim())) {
    const [, type, labels = ''] = /^(\w+)((?: "[^"]*")*) \{$/.exec(line) ?? [];
    const [, name, value = ''] = /^(\w+) *= *(.+)$/.exec(line) ?? [];
    if (type !== undefined) {
      const block: Block = { type, labels: strings(labels), attributes: {}, blocks: [] };
      open.at(-1)?.blocks.push(block);
      open.push(block);
    } else if (name !== undefined) Object.assign(open.at(-1)?.attributes ?? {}, { [name]: strings(value) });
    else if (line === '}') open.pop();
    else if (line !== '' && !line.startsWith('#')) throw unknown(line);
  }
  return root.blocks;
}

function strings(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"/g)].map(([, string = '']) => string);
}

function unknown(what: string): Error {
  return new Error(
    `A policy in Terraform: got ${what}, which the sandbox cannot read. Teach it, or write it another way`,
  );
}
