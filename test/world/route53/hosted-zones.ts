import type {
  CreateHostedZoneCommandInput,
  HostedZone,
  ListHostedZonesByNameCommandInput,
  ListHostedZonesByVPCCommandInput,
  ListHostedZonesCommandInput,
} from '@aws-sdk/client-route-53';
import { AwsError } from '../aws-error.ts';
import type { Caller } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { DomainNameProblem, normaliseDomainName } from './domain-name.ts';
import { positionsBy } from './list-order.ts';
import { pageSize } from './list-record-sets.ts';
import type { Zone } from './zone.ts';
import { nameServers, type ZoneStore } from './zone-store.ts';

export function hostedZoneOperations(store: ZoneStore, clock: Clock) {
  const sortKey = (name: string) => positionsBy('documented')(name, '', '')[0];
  const zonesOf = (caller: Caller): Zone[] =>
    [...store.zones.values()].filter(({ account }) => account === caller.account);
  return {
    CreateHostedZone(input: CreateHostedZoneCommandInput, caller: Caller) {
      const name = readName(input.Name ?? '');
      const own = zonesOf(caller);
      if (own.some(({ callerReference }) => callerReference === input.CallerReference))
        throw new AwsError(
          'HostedZoneAlreadyExists',
          `A hosted zone has already been created with the specified caller reference.`,
          { status: 409 },
        );
      const vpc = input.VPC?.VPCId;
      if (
        vpc !== undefined &&
        own.some((zone) => zone.name === name && zone.vpcs.some(({ id }) => id === vpc))
      )
        throw new AwsError(
          'ConflictingDomainExists',
          `The VPC ${vpc} in region ${input.VPC?.VPCRegion} has already been associated with a hosted zone with the same domain name.`,
        );
      const zone = store.createZone({
        name,
        account: caller.account,
        private: vpc !== undefined,
        comment: input.HostedZoneConfig?.Comment ?? '',
        ...(vpc === undefined ? {} : { vpc: { id: vpc, region: input.VPC?.VPCRegion ?? caller.region } }),
        ...(input.CallerReference === undefined ? {} : { callerReference: input.CallerReference }),
      });
      return {
        ...details(zone),
        ChangeInfo: { Id: `/change/C${zone.id}`, Status: 'PENDING', SubmittedAt: new Date(clock()) },
        Location: `https://route53.amazonaws.com/2013-04-01/hostedzone/${zone.id}`,
      };
    },
    GetHostedZone: (input: { Id?: string }, caller: Caller) => details(store.zoneOf(input.Id, caller)),
    DeleteHostedZone(input: { Id?: string }, caller: Caller) {
      const zone = store.zoneOf(input.Id, caller);
      if (zone.records.size > 2)
        throw new AwsError(
          'HostedZoneNotEmpty',
          'The specified hosted zone contains non-required resource record sets and so cannot be deleted.',
        );
      store.removeZone(zone);
      return { ChangeInfo: { Id: `/change/C${zone.id}`, Status: 'PENDING', SubmittedAt: new Date(clock()) } };
    },
    ListHostedZones(input: ListHostedZonesCommandInput, caller: Caller) {
      const all = zonesOf(caller);
      const size = pageSize(input.MaxItems, 100);
      const from = input.Marker === undefined ? 0 : all.findIndex(({ id }) => id === input.Marker);
      if (from < 0) throw new AwsError('InvalidInput', `The marker ${input.Marker} is not a hosted zone.`);
      const next = all[from + size];
      return {
        HostedZones: all.slice(from, from + size).map(summary),
        IsTruncated: next !== undefined,
        ...(next === undefined ? {} : { NextMarker: next.id }),
        ...(input.Marker === undefined ? {} : { Marker: input.Marker }),
        MaxItems: size,
      };
    },
    ListHostedZonesByName(input: ListHostedZonesByNameCommandInput, caller: Caller) {
      const size = pageSize(input.MaxItems, 100);
      const start =
        input.DNSName === undefined ? '' : `${sortKey(readName(input.DNSName))} ${input.HostedZoneId ?? ''}`;
      const rest = zonesOf(caller)
        .map((zone) => ({ zone, key: `${sortKey(zone.name)} ${zone.id}` }))
        .filter(({ key }) => key >= start)
        .sort((one, other) => (one.key < other.key ? -1 : 1))
        .map(({ zone }) => zone);
      const next = rest[size];
      return {
        HostedZones: rest.slice(0, size).map(summary),
        ...(input.DNSName === undefined ? {} : { DNSName: input.DNSName }),
        IsTruncated: next !== undefined,
        ...(next === undefined ? {} : { NextDNSName: next.name, NextHostedZoneId: next.id }),
        MaxItems: size,
      };
    },
    ListHostedZonesByVPC(input: ListHostedZonesByVPCCommandInput, caller: Caller) {
      const size = pageSize(input.MaxItems, 100);
      const all = zonesOf(caller).filter(({ vpcs }) =>
        vpcs.some(({ id, region }) => id === input.VPCId && region === input.VPCRegion),
      );
      const from = input.NextToken === undefined ? 0 : all.findIndex(({ id }) => id === input.NextToken);
      if (from < 0)
        throw new AwsError(
          'InvalidPaginationToken',
          'The value that you specified to get the second or subsequent page of results is invalid.',
        );
      const next = all[from + size];
      return {
        HostedZoneSummaries: all.slice(from, from + size).map((zone) => ({
          HostedZoneId: zone.id,
          Name: zone.name,
          Owner: { OwningAccount: zone.account },
        })),
        MaxItems: size,
        ...(next === undefined ? {} : { NextToken: next.id }),
      };
    },
  };
}

function summary(zone: Zone): HostedZone {
  return {
    Id: `/hostedzone/${zone.id}`,
    Name: zone.name,
    CallerReference: zone.callerReference,
    Config: { PrivateZone: zone.private, ...(zone.comment === '' ? {} : { Comment: zone.comment }) },
    ResourceRecordSetCount: zone.records.size,
  };
}

function details(zone: Zone) {
  return {
    HostedZone: summary(zone),
    ...(zone.private
      ? { VPCs: zone.vpcs.map(({ id, region }) => ({ VPCId: id, VPCRegion: region })) }
      : { DelegationSet: { NameServers: nameServers } }),
  };
}

function readName(name: string): string {
  try {
    return normaliseDomainName(name);
  } catch (error) {
    if (error instanceof DomainNameProblem) throw new AwsError('InvalidDomainName', error.message);
    throw error;
  }
}
