import type { Hint } from '../../shared/events/hint.ts';
import { mentionedBy, splitNameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { parseArn, parseLoadBalancerId } from '../../shared/load-balancers/load-balancer-id.ts';
import { writeSweepHints } from '../../shared/sweep/write-sweep-hints.ts';
import { BadCommand } from './bad-command.ts';
import type { CommandOf } from './command.ts';
import { causeOf, hintOf } from './hint.ts';
import type { Call, OperatePorts } from './ports.ts';
import { namesOf } from './scope.ts';
import { count } from './words.ts';

export interface Hinted {
  readonly done: string;
  readonly hinted: { readonly loadBalancers: number; readonly names: number };
}

/** Has a load balancer, a name or everything looked at; what comes of it is in the log of `sync`, and in the ledger. */
export async function syncNow(command: CommandOf<'sync'>, ports: OperatePorts, call: Call): Promise<Hinted> {
  const cause = causeOf(call, command.by);
  if (command.all)
    return told(await writeSweepHints({ ...ports, now: call.now }, cause, call.settings.zones));
  const hints =
    command.loadBalancer === undefined
      ? await hintsOfName(command, ports, call)
      : [hintOf(idOf(command.loadBalancer, call), cause)];
  await ports.writeHints(hints.map((hint) => ({ hint })));
  const names = hints.filter(({ kind }) => kind === 'name').length;
  return told({ loadBalancers: hints.length - names, names });
}

/** The name is read in Route 53, and whoever its rows mention is looked at. */
async function hintsOfName(
  { name = '', zone, by }: CommandOf<'sync'>,
  { readNameRows }: OperatePorts,
  call: Call,
): Promise<readonly Hint[]> {
  const cause = causeOf(call, by);
  const keys = namesOf(name, zone, call.settings.zones);
  const rows = await readNameRows(keys);
  if (rows.size === 0)
    throw new BadCommand([
      {
        field: 'payload.name',
        got: name,
        expected:
          `a name that a load balancer asks for; zone ${keys.map((key) => splitNameKey(key).zoneId).join(', ')} knows ` +
          'none of that name. Look at the load balancer itself ("loadBalancer"), or see what refused it ("status")',
      },
    ]);
  const ids = new Set([...rows.values()].flatMap(mentionedBy));
  return [
    ...[...rows.keys()].map((key) => ({
      kind: 'name' as const,
      ...splitNameKey(key),
      retry: true as const,
      cause,
    })),
    ...[...ids].map((id) => hintOf(id, cause)),
  ];
}

/** An id as the ledger has it, or the ARN of a classic load balancer. A hint of others' would fail until it is a dead letter. */
function idOf(text: string, { region, account }: Call): LoadBalancerId {
  const named = parseLoadBalancerId(text) ?? parseArn(text);
  if (named !== undefined && named !== 'something else' && named.region === region)
    if (named.kind === 'classic' || named.account === account) return named.id;
  const expected = `the ARN of a load balancer of account ${account} and Region ${region}, or classic/${region}/<name>`;
  throw new BadCommand([{ field: 'payload.loadBalancer', got: text, expected }]);
}

function told({ loadBalancers, names }: Hinted['hinted']): Hinted {
  const done = `hinted ${count(loadBalancers, 'load balancer')} and ${count(names, 'name')}`;
  return { done, hinted: { loadBalancers, names } };
}
