import { AwsError } from '../aws-error.ts';
import type { Caller } from '../caller.ts';
import { normaliseDomainName } from './domain-name.ts';
import type { ListOrder } from './list-order.ts';
import { createRecordTable, type Vpc, type Zone } from './zone.ts';

/** A zone put into the world. `id` without `/hostedzone/`, by default a new one; `vpc` is an id, in us-east-1. */
export interface NewZone {
  readonly id?: string;
  readonly name: string;
  readonly private?: boolean;
  readonly account?: string;
  readonly vpc?: string | Vpc;
  readonly comment?: string;
  readonly callerReference?: string;
}

export interface ZoneStore {
  readonly zones: ReadonlyMap<string, Zone>;
  createZone(zone: NewZone): Zone;
  /** The zone that a caller may use, by `Z...` or `/hostedzone/Z...`; else NoSuchHostedZone or AccessDenied. */
  zoneOf(id: unknown, caller: Caller): Zone;
  removeZone(zone: Zone): void;
}

export const nameServers = [
  'ns-1.awsdns-00.com',
  'ns-513.awsdns-00.net',
  'ns-1025.awsdns-00.org',
  'ns-1537.awsdns-00.co.uk',
];

export function createZoneStore(order: ListOrder): ZoneStore {
  const zones = new Map<string, Zone>();
  let created = 0;
  return {
    zones,
    createZone(given) {
      created += 1;
      const zone: Zone = {
        id: given.id ?? `Z${String(created).padStart(20, '0')}`,
        name: normaliseDomainName(given.name),
        private: given.private ?? given.vpc !== undefined,
        account: given.account ?? '000000000000',
        vpcs:
          given.vpc === undefined
            ? []
            : [typeof given.vpc === 'string' ? { id: given.vpc, region: 'us-east-1' } : given.vpc],
        callerReference: given.callerReference ?? `world-${created}`,
        comment: given.comment ?? '',
        tags: new Map(),
        records: createRecordTable(order),
        busyUntil: 0,
      };
      if (zones.has(zone.id)) throw new Error(`The world has a hosted zone ${zone.id} already`);
      zones.set(zone.id, zone);
      fillApex(zone);
      return zone;
    },
    zoneOf(id, caller) {
      const bare = String(id ?? '').replace(/^\/?hostedzone\//, '');
      const zone = zones.get(bare);
      if (zone === undefined)
        throw new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${bare}`, { status: 404 });
      if (zone.account !== caller.account)
        throw new AwsError(
          'AccessDenied',
          `User: arn:aws:iam::${caller.account}:root is not authorized to access this resource`,
          { status: 403 },
        );
      return zone;
    },
    removeZone: (zone) => {
      zones.delete(zone.id);
    },
  };
}

function fillApex(zone: Zone): void {
  const [primary = ''] = nameServers;
  zone.records.put({
    Name: zone.name,
    Type: 'NS',
    TTL: 172_800,
    ResourceRecords: nameServers.map((server) => ({ Value: `${server}.` })),
  });
  zone.records.put({
    Name: zone.name,
    Type: 'SOA',
    TTL: 900,
    ResourceRecords: [{ Value: `${primary}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400` }],
  });
}
