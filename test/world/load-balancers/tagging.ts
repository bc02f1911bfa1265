import { AwsError } from '../aws-error.ts';
import type { Caller, Operations } from '../caller.ts';
import { type Taggable, tagsOf } from './taggable.ts';

interface GetResourcesInput {
  readonly ResourceARNList?: readonly string[];
  readonly ResourceTypeFilters?: readonly string[];
  readonly TagFilters?: readonly { readonly Key: string; readonly Values?: readonly string[] }[];
  readonly ResourcesPerPage?: number;
  readonly PaginationToken?: string;
}

/** What of one account and Region the tagging API knows of. */
export type TaggedResources = (caller: Caller) => Iterable<Taggable>;

/** The Resource Groups Tagging API. What never had a tag is not listed; what once had one is, without tags. */
export function taggingOperations(resources: TaggedResources): Operations {
  return {
    GetResources: (input: GetResourcesInput, caller) => {
      const { ResourcesPerPage: size = 100, PaginationToken: after = '' } = input;
      if (!Number.isInteger(size) || size < 1 || size > 100) {
        throw new AwsError(
          'InvalidParameterException',
          `ResourcesPerPage must be between 1 and 100, got ${size}`,
        );
      }
      const rest = [...resources(caller)]
        .filter((resource) => resource.tagVersion > 0 && matches(resource, input) && resource.arn > after)
        .sort((one, other) => (one.arn < other.arn ? -1 : 1));
      const listed = rest.slice(0, size);
      return {
        ResourceTagMappingList: listed.map((item) => ({ ResourceARN: item.arn, Tags: tagsOf(item) })),
        PaginationToken: rest.length > size ? listed.at(-1)?.arn : '',
      };
    },
  };
}

function matches(
  { arn, resourceType, tags }: Taggable,
  { ResourceARNList = [], ResourceTypeFilters: types = [], TagFilters = [] }: GetResourcesInput,
): boolean {
  const service = 'elasticloadbalancing';
  return (
    (ResourceARNList.length === 0 || ResourceARNList.includes(arn)) &&
    (types.length === 0 || types.some((type) => type === service || type === `${service}:${resourceType}`)) &&
    TagFilters.every(({ Key, Values = [] }) => {
      const value = tags.get(Key);
      return value !== undefined && (Values.length === 0 || Values.includes(value));
    })
  );
}
