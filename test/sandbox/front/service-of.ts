import type { Scope } from './scope-of.ts';

/** The services that the front looks into; everything else goes through to MiniStack unread. */
export type Service = 'elasticloadbalancing' | 'route53' | 'eks' | 'tagging' | 'events' | 'sqs';

const SCOPES: readonly string[] = ['elasticloadbalancing', 'route53', 'eks', 'tagging', 'events', 'sqs'];

const TARGETS: readonly (readonly [prefix: string, service: Service])[] = [
  ['ResourceGroupsTaggingAPI_', 'tagging'],
  ['AWSEvents.', 'events'],
  ['AmazonSQS.', 'sqs'],
];

/** By the scope it was signed for; an unsigned one by its target or path. */
export function serviceOf(scope: Scope | undefined, target: string, path: string): Service | undefined {
  if (scope !== undefined) return SCOPES.find((name): name is Service => name === scope.service);
  const byTarget = TARGETS.find(([prefix]) => target.startsWith(prefix));
  if (byTarget !== undefined) return byTarget[1];
  if (path.startsWith('/2013-04-01/')) return 'route53';
  return path === '/clusters' || path.startsWith('/clusters/') ? 'eks' : undefined;
}
