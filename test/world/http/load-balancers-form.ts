/** A request of the AWS Query protocol: the operation, the API's version, and the input as SDK v3 shapes it. */
export interface QueryRequest {
  readonly action: string;
  readonly version: string;
  readonly input: Record<string, unknown>;
}

const NUMBERS = new Set([
  'PageSize',
  'Port',
  'Priority',
  'LoadBalancerPort',
  'InstancePort',
  'HealthCheckIntervalSeconds',
  'HealthCheckTimeoutSeconds',
  'HealthyThresholdCount',
  'UnhealthyThresholdCount',
  'Order',
  'Weight',
  'DurationSeconds',
]);
const BOOLEANS = new Set(['HealthCheckEnabled', 'Enabled']);
/** An empty list is sent as `Subnets=`. */
const LISTS = /(s|Arns|Names|Keys|Mappings)$/;

/** `Tags.member.1.Key=a&Tags.member.1.Value=b` becomes `{ Tags: [{ Key: 'a', Value: 'b' }] }`. */
export function parseForm(body: string): QueryRequest {
  const { Action = '', Version = '', ...members } = Object.fromEntries(new URLSearchParams(body));
  const tree: Tree = {};
  for (const [path, value] of Object.entries(members)) plant(tree, path.split('.'), value);
  return { action: Action, version: Version, input: inputOf(tree) };
}

interface Tree {
  [name: string]: Tree | string;
}

function plant(tree: Tree, [name = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const branch = tree[name];
  const next = typeof branch === 'object' ? branch : {};
  tree[name] = next;
  plant(next, rest, value);
}

function inputOf(tree: Tree): Record<string, unknown> {
  return Object.fromEntries(Object.entries(tree).map(([name, branch]) => [name, memberOf(name, branch)]));
}

function memberOf(name: string, branch: Tree | string): unknown {
  if (typeof branch === 'string') return leafOf(name, branch);
  const { member } = branch;
  if (typeof member !== 'object') return inputOf(branch);
  return Object.entries(member)
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, item]) => (typeof item === 'string' ? item : inputOf(item)));
}

function leafOf(name: string, text: string): unknown {
  if (text === '' && LISTS.test(name)) return [];
  if (NUMBERS.has(name) && text !== '') return Number(text);
  if (BOOLEANS.has(name)) return text === 'true';
  return text;
}
