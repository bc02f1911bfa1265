import { isDeepStrictEqual } from 'node:util';
import {
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandInput,
  type ListResourceRecordSetsCommandOutput,
  type ResourceRecordSet,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import { SignpostError } from '../errors.ts';
import type { RecordSet, RecordType } from '../records/record-set.ts';
import type { Zone } from '../zones/zone.ts';
import { isPassing } from './failures.ts';
import { compareNames, type Place, placeOf, surelyBefore } from './name-order.ts';
import { routingOf, withoutRouting } from './routing-members.ts';

/** What stands at a name. */
export interface Listing {
  /** Its sets of types A, AAAA and CNAME. */
  readonly sets: readonly RecordSet[];
  /** The types of its other records (`MX`, `TXT`), sorted: a CNAME can stand beside none of them. */
  readonly otherTypes: readonly string[];
  /** Of its NS records, sorted; absent where it has none. */
  readonly servers?: readonly string[];
  /** When the read began, epoch ms. */
  readonly at: number;
}

/** Asked before each request, and waited for: false ends the read. */
export type Permit = () => Promise<boolean>;

/**
 * Reads names of one zone. Every name asked for is in the answer, or as many as the permit allowed; throws where Route 53
 * does not answer.
 */
export type ListRecordSets = (
  zone: Zone,
  hosts: readonly string[],
  permit: Permit,
) => Promise<ReadonlyMap<string, Listing>>;

const PAGE = 300;
const TYPES: ReadonlySet<string> = new Set(['A', 'AAAA', 'CNAME']);

/**
 * Goes through the names in Route 53's order: one page answers all the names that fall on it. The clients must not retry
 * (`maxAttempts: 1`): each try is a request that wants a permit.
 */
export function listRecordSets(
  clientFor: (zone: Zone) => Pick<Route53Client, 'send'>,
  now: () => number,
  pause: Pause,
): ListRecordSets {
  return async (zone, hosts, permit) => {
    const listings = new Map<string, Listing>();
    let open: readonly Wanted[] = [...new Set(hosts)]
      .sort(compareNames)
      .map((host) => ({ host, place: placeOf(host) }));
    const ask: Ask = (input) => askPatiently(clientFor(zone), input, permit, pause);
    for (let [first, ...rest] = open; first !== undefined; [first, ...rest] = open) {
      const { host } = first;
      const at = now();
      const page = await pageFrom(ask, zone, host);
      if (page === undefined) break;
      listings.set(host, { ...page.of(host), at });
      const unanswered: Wanted[] = [];
      for (const other of rest)
        if (page.answers(other)) listings.set(other.host, { ...page.of(other.host), at });
        else unanswered.push(other);
      open = unanswered;
    }
    return listings;
  };
}

type Pause = (milliseconds: number) => Promise<void>;
/** One page; `undefined` without a permit. */
type Ask = (
  input: ListResourceRecordSetsCommandInput,
) => Promise<ListResourceRecordSetsCommandOutput | undefined>;

/** A request that fails in passing goes again so often, after pauses that double from this on. */
const ATTEMPTS = 4;
const PAUSE = 500;

async function askPatiently(
  client: Pick<Route53Client, 'send'>,
  input: ListResourceRecordSetsCommandInput,
  permit: Permit,
  pause: Pause,
): Promise<ListResourceRecordSetsCommandOutput | undefined> {
  for (let attempt = 1; await permit(); attempt += 1)
    try {
      return await client.send(new ListResourceRecordSetsCommand(input));
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error) || !isPassing(error)) throw error;
      await pause(PAUSE * 2 ** (attempt - 1));
    }
  return undefined;
}

interface Wanted {
  readonly host: string;
  readonly place: Place;
}

interface Page {
  readonly of: (host: string) => Omit<Listing, 'at'>;
  readonly answers: (wanted: Wanted) => boolean;
}

/** The records from `host` on: at least all of that name itself, however many sets it has. */
async function pageFrom(ask: Ask, zone: Zone, host: string): Promise<Page | undefined> {
  const sets: ResourceRecordSet[] = [];
  let from: Partial<Pick<ResourceRecordSet, 'Name' | 'Type' | 'SetIdentifier'>> = { Name: `${host}.` };
  let answer: ListResourceRecordSetsCommandOutput | undefined;
  do {
    answer = await ask({
      HostedZoneId: zone.id,
      MaxItems: PAGE,
      StartRecordName: from.Name,
      StartRecordType: from.Type,
      StartRecordIdentifier: from.SetIdentifier,
    });
    if (answer === undefined) return;
    sets.push(...(answer.ResourceRecordSets ?? []));
    const next = {
      Name: answer.NextRecordName,
      Type: answer.NextRecordType,
      SetIdentifier: answer.NextRecordIdentifier,
    };
    if (answer.IsTruncated === true && (next.Name === undefined || isDeepStrictEqual(next, from)))
      throw new SignpostError(
        `Route 53 answered a page of zone ${zone.id} from ${from.Name} on that is to go on at ` +
          `${next.Name ?? 'no name'}, expected a later record: the list would have no end`,
      );
    from = next;
  } while (answer.IsTruncated === true && toHost(from.Name ?? '') === host);

  const end = answer.IsTruncated === true ? toHost(from.Name ?? '') : undefined;
  const byName = Map.groupBy(sets, (set) => toHost(set.Name ?? ''));
  const [first, last] = [placeOf(host), end === undefined ? undefined : placeOf(end)];
  const places = [...byName.keys()].map(placeOf);
  return {
    of: (wanted) => toListing(byName.get(wanted) ?? []),
    answers: ({ host: wanted, place }) => {
      if (end === wanted) return false;
      if (byName.has(wanted)) return true;
      // Of ten thousand names nearly all are far behind a page.
      if (last !== undefined && surelyBefore(last, place)) return false;
      const after = places.find((each) => !surelyBefore(each, place)) ?? last;
      return surelyBefore(first, place) && (after === undefined || surelyBefore(place, after));
    },
  };
}

/** `\052.Example.com.` is `*.example.com` to us. */
function toHost(name: string): string {
  return name
    .replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\.$/, '')
    .toLowerCase();
}

function toListing(found: readonly ResourceRecordSet[]): Omit<Listing, 'at'> {
  const nameServers = found.find(({ Type }) => Type === 'NS')?.ResourceRecords;
  const others = found.map(({ Type }) => Type ?? '').filter((type) => !TYPES.has(type));
  return {
    sets: found.filter(({ Type }) => TYPES.has(Type ?? '')).map(toRecordSet),
    otherTypes: [...new Set(others)].sort(),
    ...(nameServers && { servers: nameServers.map(({ Value }) => toHost(Value ?? '')).sort() }),
  };
}

function toRecordSet(set: ResourceRecordSet): RecordSet {
  const { Name: _, Type, SetIdentifier, AliasTarget, TTL, ResourceRecords, HealthCheckId, ...members } = set;
  const routing = routingOf(members);
  const others = Object.entries(routing ? withoutRouting(members) : members);
  const rest = others.filter(([, value]) => value !== undefined);
  return {
    type: Type as RecordType,
    setId: SetIdentifier ?? '',
    ...(AliasTarget && {
      alias: {
        dnsName: toHost(AliasTarget.DNSName ?? ''),
        hostedZoneId: AliasTarget.HostedZoneId ?? '',
        evaluateTargetHealth: AliasTarget.EvaluateTargetHealth ?? false,
      },
    }),
    ...(TTL !== undefined && { ttl: TTL }),
    // An alias has none, which may be told as an empty list.
    ...(ResourceRecords?.length && { values: ResourceRecords.map(({ Value }) => Value ?? '') }),
    ...(routing && { routing }),
    ...(HealthCheckId !== undefined && { healthCheckId: HealthCheckId }),
    ...(rest.length > 0 && { other: JSON.stringify(rest.sort(([a], [b]) => compareNames(a, b))) }),
  };
}
