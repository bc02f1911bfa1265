import { brakeGate } from '../../shared/brake/brake-gate.ts';
import { count, KINDS } from '../../shared/brake/count.ts';
import type { NameKey } from '../../shared/ledger/rows.ts';
import { writeZoneRow } from '../../shared/ledger/write-zone-row.ts';
import type { ZoneRow } from '../../shared/ledger/zone-row.ts';
import type { Harm } from '../../shared/plan/harm.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Decided } from './decide.ts';
import type { Ports, Run } from './ports.ts';
import { tellBrakes } from './tell-brakes.ts';
import { failNames, type Outstanding } from './work.ts';

type Harmful = readonly (readonly [key: NameKey, found: Decided, harm: Harm])[];

interface Passing {
  /** Where all was counted. */
  readonly zoneRow: ZoneRow;
  readonly hosts: ReadonlySet<string>;
  /** By this very run. */
  readonly tripped: readonly Harm[];
}

/**
 * Before anything is announced: counts the names of each zone that are to lose something, over all invocations. Those
 * above the limit are decided again behind a gate, so that nothing of them is announced; all else goes on. What a run
 * let through and did not get done stays counted, and passes when it is tried again.
 */
export async function brake(
  decided: ReadonlyMap<NameKey, Decided>,
  ports: Ports,
  run: Run,
  settings: Settings,
  outstanding: Outstanding,
): Promise<ReadonlyMap<NameKey, Decided>> {
  const passed = new Map(decided);
  const ofZones = Map.groupBy(decided, ([, { zone }]) => zone);
  await Promise.all(
    [...ofZones].map(async ([zone, names]) => {
      const harmful = names.flatMap(([key, found]): Harmful => {
        const { harm } = found.decision;
        return harm === undefined ? [] : [[key, found, harm]];
      });
      const known = names[0]?.[1].zoneRow;
      try {
        const passing =
          harmful.length > 0 && (await letThrough(zone.id, harmful, known, ports, run, settings));
        if (passing)
          for (const [key, found, harm] of harmful) {
            const gate = brakeGate(passing.zoneRow, harm, settings.brake);
            if (gate && !passing.hosts.has(found.before.host)) passed.set(key, found.behind([gate]));
          }
        const { zoneRow = known, tripped = [] } = passing || {};
        if (zoneRow) await tellBrakes(zoneRow, tripped, ports, run, settings);
      } catch (cause) {
        const keys = harmful.map(([key]) => key);
        failNames(
          keys,
          decided,
          outstanding,
          new Error(`The brake of zone ${zone.id} is not to be had`, { cause }),
        );
        for (const key of keys) passed.delete(key);
      }
    }),
  );
  return passed;
}

/** One conditional update for both kinds. */
async function letThrough(
  zoneId: string,
  harmful: Harmful,
  known: ZoneRow | undefined,
  ports: Ports,
  run: Run,
  settings: Settings,
): Promise<Passing> {
  const countIn = (before: ZoneRow) => {
    let row = before;
    const hosts = new Set<string>();
    const tripped: Harm[] = [];
    for (const kind of KINDS) {
      const own = harmful.flatMap(([, found, harm]) => (harm === kind ? [found.before.host] : []));
      const counted = count(row, kind, own, settings.brake, run.now());
      row = counted.row;
      for (const host of counted.passing) hosts.add(host);
      if (counted.tripped) tripped.push(kind);
    }
    return { row, result: { zoneRow: row, hosts, tripped } };
  };
  return writeZoneRow(ports, run, zoneId, countIn, known);
}
