import { splitNameKey } from '../../shared/ledger/rows.ts';
import { writeZoneRow } from '../../shared/ledger/write-zone-row.ts';
import type { CommandOf } from './command.ts';
import { causeOf, hintHeldBack } from './hint.ts';
import type { Call, OperatePorts } from './ports.ts';
import { zoneOf } from './scope.ts';
import { count } from './words.ts';

export interface Approved {
  readonly done: string;
  readonly hinted: { readonly loadBalancers: number };
}

/**
 * A new budget for what the brake holds back: the window begins now, with so many names. Nothing that was planned
 * before is carried out; everybody it held back is looked at, and decided on what is true then.
 */
export async function approve(
  { zone: id, kind, names, by }: CommandOf<'approve'>,
  ports: OperatePorts,
  call: Call,
): Promise<Approved> {
  const zone = zoneOf(id, call.settings.zones);
  const wasOn = await writeZoneRow(ports, call, zone.id, (row) => ({
    row: { ...row, [kind]: { names: {}, approved: { names, at: call.now() } } },
    result: row[kind].tripped !== undefined,
  }));
  const isOfZone: Parameters<typeof hintHeldBack>[1] = (key) => splitNameKey(key).zoneId === zone.id;
  const held = await hintHeldBack('brake', isOfZone, causeOf(call, by), ports);
  return {
    done:
      `approved ${kind} of ${count(names, 'name')} in zone ${zone.id} (${zone.name}) from now on` +
      `${wasOn ? '' : ', though its brake was not on for them'}; ` +
      `hinted ${count(held, 'load balancer')} that the brake held back`,
    hinted: { loadBalancers: held },
  };
}
