import { emptyZoneRow, splitNameKey, type ZoneRow } from '../../shared/ledger/rows.ts';
import type { CommandOf } from './command.ts';
import { causeOf, hintHeldBack } from './hint.ts';
import type { Call, OperatePorts } from './ports.ts';
import { zoneOf } from './scope.ts';
import { count } from './words.ts';
import { writeOrAgain } from './write-or-again.ts';

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
  let wasTripped = false;
  await writeOrAgain(
    `The row of zone ${zone.id}`,
    async () => {
      const before = (await ports.readZoneRows([zone.id])).get(zone.id) ?? emptyZoneRow(zone.id);
      wasTripped = before[kind].tripped !== undefined;
      const row: ZoneRow = {
        ...before,
        rev: call.newId(),
        [kind]: { names: {}, approved: { names, at: call.now() } },
      };
      return ports.writeRows([{ kind: 'zone', row, ifVersion: before.rev }]);
    },
    call,
  );
  const isOfZone = (key: Parameters<typeof splitNameKey>[0]) => splitNameKey(key).zoneId === zone.id;
  const held = await hintHeldBack('brake', isOfZone, causeOf(call, by), ports);
  const before = wasTripped ? '' : ', though its brake had not tripped';
  return {
    done:
      `approved ${kind} of ${count(names, 'name')} in zone ${zone.id} (${zone.name}) from now on${before}; ` +
      `hinted ${count(held, 'load balancer')} that the brake held back`,
    hinted: { loadBalancers: held },
  };
}
