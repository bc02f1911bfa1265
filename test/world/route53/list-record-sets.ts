import type {
  ListResourceRecordSetsCommandInput,
  ListResourceRecordSetsCommandOutput,
} from '@aws-sdk/client-route-53';
import { AwsError } from '../aws-error.ts';
import { DomainNameProblem, normaliseDomainName } from './domain-name.ts';
import type { Zone } from './zone.ts';

/** A page of a zone from a name, type and set identifier on: 300 sets at most, whatever MaxItems says. */
export function listRecordSets(
  zone: Zone,
  input: ListResourceRecordSetsCommandInput,
): Omit<ListResourceRecordSetsCommandOutput, '$metadata'> {
  const { StartRecordName: name, StartRecordType: type, StartRecordIdentifier: identifier } = input;
  if (type !== undefined && name === undefined)
    throw new AwsError(
      'InvalidInput',
      'If you specify StartRecordType, you must also specify StartRecordName.',
    );
  if (identifier !== undefined && (name === undefined || type === undefined))
    throw new AwsError(
      'InvalidInput',
      'If you specify StartRecordIdentifier, you must also specify StartRecordName and StartRecordType.',
    );
  const size = pageSize(input.MaxItems, 300);
  const start = name === undefined ? zone.name : nameOf(name);
  const rest = zone.records.from(start, type ?? '', identifier ?? '', size + 1);
  const next = rest[size];
  return {
    ResourceRecordSets: rest.slice(0, size),
    IsTruncated: next !== undefined,
    ...(next === undefined
      ? {}
      : {
          NextRecordName: next.Name,
          NextRecordType: next.Type,
          ...(next.SetIdentifier === undefined ? {} : { NextRecordIdentifier: next.SetIdentifier }),
        }),
    MaxItems: size,
  };
}

/** MaxItems as a number between 1 and the largest page. */
export function pageSize(maxItems: unknown, largest: number): number {
  if (maxItems === undefined || maxItems === '') return largest;
  const size = Number(maxItems);
  if (!Number.isInteger(size) || size < 1)
    throw new AwsError('InvalidInput', `MaxItems must be a whole number of 1 or more, got '${maxItems}'`);
  return Math.min(size, largest);
}

function nameOf(name: string): string {
  try {
    return normaliseDomainName(name);
  } catch (error) {
    if (error instanceof DomainNameProblem) throw new AwsError('InvalidInput', error.message);
    throw error;
  }
}
