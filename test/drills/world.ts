import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  type ChangeAction,
  ChangeResourceRecordSetsCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandOutput,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import type { Stage } from './stage.ts';

export const ZONE = 'ZEXAMPLECOM';
const DOMAIN = 'example.com';

/** What is there in a drill, and what should be in the zone because of it: record sets by name. */
export interface World {
  /** Creates a load balancer that asks for `<host>.<drill>.example.com`, or of another domain. */
  readonly create: (kind: 'application' | 'network' | 'classic', host: string) => Promise<void>;
  readonly retag: (host: string, to: string) => Promise<void>;
  readonly delete: (host: string) => Promise<void>;
  /** A record of somebody else. */
  readonly writeForeign: (host: string) => Promise<void>;
  /** As somebody who deletes all that stands of the drill; the others put theirs back. Tells how many. */
  readonly emptyZone: () => Promise<number>;
  readonly nameOf: (host: string) => string;
  /** `name type target`, sorted, of all that stands below the drill's name now. */
  readonly records: () => Promise<readonly string[]>;
  /** What should stand there. */
  readonly truth: () => readonly string[];
  /** Waits until what stands is what should. */
  readonly untilRight: (when: string) => Promise<void>;
  /** Takes away all that the drill made, and waits until no record of it is left. */
  readonly clear: () => Promise<void>;
}

interface Made {
  readonly id: string;
  readonly kind: 'v2' | 'classic';
  readonly dnsName: string;
  readonly types: readonly string[];
}

/** The world of one drill, apart from those of others in the same sandbox. */
export function createWorld(stage: Stage, drill: string, { zone = ZONE, domain = DOMAIN } = {}): World {
  const { clients, until } = stage;
  const made = new Map<string, Made>();
  const foreign = new Map<string, ResourceRecordSet>();
  const nameOf = (host: string) => `${host}.${drill}.${domain}`;
  const tags = (host: string) => [{ Key: 'signpost/hostname', Value: nameOf(host) }];

  const create: World['create'] = async (kind, host) => {
    const Name = `${drill}-${host}`;
    if (kind === 'classic') {
      const { DNSName = '' } = await clients.classic.send(
        new classic.CreateLoadBalancerCommand({
          LoadBalancerName: Name,
          Subnets: ['subnet-1'],
          Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 80 }],
          Tags: tags(host),
        }),
      );
      made.set(host, { id: Name, kind, dnsName: DNSName, types: ['A'] });
      return;
    }
    const IpAddressType = kind === 'network' ? 'dualstack' : 'ipv4';
    const input = { Name, Type: kind, IpAddressType, Subnets: ['subnet-1', 'subnet-2'], Tags: tags(host) };
    const { LoadBalancers: [answer] = [] } = await clients.v2.send(
      new v2.CreateLoadBalancerCommand(input as v2.CreateLoadBalancerCommandInput),
    );
    const types = kind === 'network' ? ['A', 'AAAA'] : ['A'];
    made.set(host, { id: answer!.LoadBalancerArn!, kind: 'v2', dnsName: answer!.DNSName!, types });
  };
  const of = (host: string): Made => {
    const found = made.get(host);
    if (found === undefined) throw new Error(`No load balancer of this drill asks for ${host}`);
    return found;
  };
  const remove: World['delete'] = async (host) => {
    const { id, kind } = of(host);
    made.delete(host);
    if (kind === 'v2') await clients.v2.send(new v2.DeleteLoadBalancerCommand({ LoadBalancerArn: id }));
    else await clients.classic.send(new classic.DeleteLoadBalancerCommand({ LoadBalancerName: id }));
  };
  const change = (Action: ChangeAction, set: ResourceRecordSet) =>
    clients.route53.send(
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: zone,
        ChangeBatch: { Changes: [{ Action, ResourceRecordSet: set }] },
      }),
    );
  const standing = async () =>
    (await recordSets(stage, zone)).filter(({ Name }) => Name?.endsWith(`.${drill}.${domain}.`));
  const records = async () => (await standing()).map(tellSet).toSorted();
  const truth = () =>
    [
      ...[...made].flatMap(([host, { dnsName, types }]) =>
        types.map((type) => `${nameOf(host)} ${type} ${dnsName.toLowerCase()}`),
      ),
      ...[...foreign.values()].map(tellSet),
    ].toSorted();
  const world: World = {
    create,
    nameOf,
    records,
    truth,
    delete: remove,
    retag: async (host, to) => {
      const known = of(host);
      const { id, kind } = known;
      if (kind === 'v2') await clients.v2.send(new v2.AddTagsCommand({ ResourceArns: [id], Tags: tags(to) }));
      else
        await clients.classic.send(new classic.AddTagsCommand({ LoadBalancerNames: [id], Tags: tags(to) }));
      made.delete(host);
      made.set(to, known);
    },
    emptyZone: async () => {
      const sets = await standing();
      for (const set of sets) await change('DELETE', set);
      for (const set of foreign.values()) await change('CREATE', set);
      return sets.length;
    },
    writeForeign: async (host) => {
      const set = { Name: nameOf(host), Type: 'A', TTL: 300, ResourceRecords: [{ Value: '192.0.2.1' }] };
      foreign.set(host, set as ResourceRecordSet);
      await change('CREATE', set as ResourceRecordSet);
    },
    untilRight: async (when) => {
      const wanted = JSON.stringify(truth());
      await until(`${when}: ${wanted}`, records, (found) => JSON.stringify(found) === wanted);
      stage.tell(`${when}: ${truth().length} record sets as they should be`);
    },
    clear: async () => {
      for (const host of [...made.keys()]) await remove(host);
      for (const [host, set] of foreign) {
        foreign.delete(host);
        await change('DELETE', set).catch(() => undefined);
      }
      await until('nothing of the drill to be left', records, (found) => found.length === 0);
    },
  };
  return world;
}

/** A world with one load balancer of each kind, and a record of somebody else, all as it should be. */
export async function settledWorld(...input: Parameters<typeof createWorld>): Promise<World> {
  const world = createWorld(...input);
  await world.create('application', 'shop');
  await world.create('network', 'api');
  await world.create('classic', 'blog');
  await world.writeForeign('legacy');
  await world.untilRight('before');
  return world;
}

/** All of a zone but its NS and SOA at the apex. */
export async function recordSets(stage: Pick<Stage, 'clients'>, zone: string): Promise<ResourceRecordSet[]> {
  const sets: ResourceRecordSet[] = [];
  let page: ListResourceRecordSetsCommandOutput | undefined;
  do {
    page = await stage.clients.route53.send(
      new ListResourceRecordSetsCommand({
        HostedZoneId: zone,
        StartRecordName: page?.NextRecordName,
        StartRecordType: page?.NextRecordType,
        StartRecordIdentifier: page?.NextRecordIdentifier,
      }),
    );
    sets.push(...(page.ResourceRecordSets ?? []));
  } while (page.IsTruncated);
  return sets.filter(({ Type }) => Type !== 'NS' && Type !== 'SOA');
}

function tellSet({ Name = '', Type, AliasTarget, ResourceRecords = [] }: ResourceRecordSet): string {
  const target = AliasTarget?.DNSName?.replace(/\.$/, '').toLowerCase();
  const values = ResourceRecords.map(({ Value }) => Value).join(' ');
  return `${Name.replace(/\.$/, '')} ${Type} ${target ?? values}`;
}
