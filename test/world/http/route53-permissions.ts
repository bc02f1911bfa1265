import type { ChangeBatch } from '@aws-sdk/client-route-53';
import { DomainNameProblem, normaliseDomainName } from '../route53/domain-name.ts';
import type { Asked } from './exchange.ts';
import type { RoutedCall } from './route53-routes.ts';

/** What a call is about: the kind of resource, and the member of the input that names it. The others take none. */
const ABOUT: Readonly<Record<string, readonly [kind: string, member: string]>> = {
  ChangeResourceRecordSets: ['hostedzone', 'HostedZoneId'],
  ListResourceRecordSets: ['hostedzone', 'HostedZoneId'],
  GetHostedZone: ['hostedzone', 'Id'],
  DeleteHostedZone: ['hostedzone', 'Id'],
  ListTagsForResource: ['hostedzone', 'ResourceId'],
  ChangeTagsForResource: ['hostedzone', 'ResourceId'],
  GetChange: ['change', 'Id'],
  GetHealthCheck: ['healthcheck', 'HealthCheckId'],
  DeleteHealthCheck: ['healthcheck', 'HealthCheckId'],
};

/** What IAM is asked about a call of Route 53; only ChangeResourceRecordSets has condition keys. */
export function askedOf({ operation, input }: RoutedCall): Asked {
  const [kind, member] = ABOUT[operation] ?? [];
  const { ChangeBatch: batch } = input as { readonly ChangeBatch?: ChangeBatch };
  return {
    action: `route53:${operation}`,
    resource: member === undefined ? '*' : `arn:aws:route53:::${kind}/${input[member]}`,
    ...(batch !== undefined && { context: contextOf(batch) }),
  };
}

/**
 * Every distinct value in the batch. Names are normalised: lower case, no dot at the end, other characters than
 * `a-z0-9-_.` as octal escapes (Route 53 Developer Guide, "Using IAM policy conditions for fine-grained access control").
 */
function contextOf({ Changes = [] }: ChangeBatch): NonNullable<Asked['context']> {
  const sets = Changes.map(({ ResourceRecordSet }) => ResourceRecordSet);
  return {
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': distinct(
      sets.map((set) => normalised(set?.Name)),
    ),
    'route53:ChangeResourceRecordSetsRecordTypes': distinct(sets.map((set) => set?.Type)),
    'route53:ChangeResourceRecordSetsActions': distinct(Changes.map(({ Action }) => Action)),
  };
}

/** What is no domain name stays as it is: Route 53 refuses it afterwards. */
function normalised(name = ''): string {
  try {
    return normaliseDomainName(name).replace(/\.$/, '');
  } catch (error) {
    if (error instanceof DomainNameProblem) return name;
    throw error;
  }
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
