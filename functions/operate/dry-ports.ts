import type { NameKey, NameRow } from '../../shared/ledger/rows.ts';
import { nameKey } from '../../shared/ledger/rows.ts';
import type { Listing } from '../../shared/route53/list-record-sets.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import type { Ports, Run } from '../sync/ports.ts';
import type { Call, OperatePorts } from './ports.ts';

/** What `sync` would read in Route 53, and nobody reads for a plan. */
export interface Unread {
  readonly ports: Ports;
  readonly names: ReadonlySet<NameKey>;
}

/**
 * The ports of `sync` for somebody who only wants to know: everything is read but Route 53, and nothing is written, booked
 * or sent. A zone is taken to hold what the ledger believes to stand there; whose name is asked for is remembered.
 */
export function dryPorts(ports: OperatePorts, { now }: Call): Unread {
  const names = new Set<NameKey>();
  const surveys = new Map<string, ReturnType<Ports['readSurvey']>>();
  const listing = (row: NameRow | undefined, servers: readonly string[]): Listing => ({
    sets: row?.standing.map(({ set }) => set) ?? [],
    otherTypes: [],
    ...(servers.length > 0 && { servers }),
    at: now(),
  });
  const listRecordSets: Ports['listRecordSets'] = async ({ id }: Zone, hosts) => {
    const keys = hosts.map((host) => nameKey(id, host));
    const [rows, zoneRows] = await Promise.all([ports.readNameRows(keys), ports.readZoneRows([id])]);
    const known = zoneRows.get(id)?.delegations ?? {};
    for (const key of keys) names.add(key);
    return new Map(
      hosts.map((host) => {
        const servers = Object.hasOwn(known, host) ? (known[host]?.servers ?? []) : [];
        return [host, listing(rows.get(nameKey(id, host)), servers)];
      }),
    );
  };
  return {
    names,
    ports: {
      readLoadBalancerRows: ports.readLoadBalancerRows,
      readNameRows: ports.readNameRows,
      readFreezes: ports.readFreezes,
      readZoneRows: ports.readZoneRows,
      listLoadBalancers: ports.listLoadBalancers,
      readReadiness: ports.readReadiness,
      // One document is one truth for all load balancers of its cluster.
      readSurvey: (cluster) => {
        const read = surveys.get(cluster) ?? ports.readSurvey(cluster);
        surveys.set(cluster, read);
        return read;
      },
      listRecordSets,
      // What a read finds would be kept for the names that come after it.
      writeRows: async () => 'written',
      bookTokens: () => unasked('tokens'),
      applyChanges: () => unasked('changes'),
      writeHints: () => unasked('hints'),
      writeSurveyAsk: () => unasked('surveys'),
    },
  };
}

export function dryRun({ now, newId, pause, remaining, requestId }: Call): Run {
  const nobody = () => undefined;
  const told = { tellDecision: nobody, tellIgnoredTag: nobody, tellBatch: nobody, tellBrake: nobody };
  return { now, newId, pause, remaining, requestId, ...told, tellFind: nobody, tellDrift: nobody };
}

function unasked(what: string): Promise<never> {
  return Promise.reject(new Error(`A plan asks for no ${what}`));
}
