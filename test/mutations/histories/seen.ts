import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import type { Stage } from '../../stage/stage.ts';

export const HOST = 'a.example.com';
export const CAUSE = { event: 'test', eventId: 'test', at: '2026-01-01T00:00:00Z' };

/** Somebody says to look at this load balancer. */
export const lookAt = (stage: Stage, { arn }: { readonly arn: string }): unknown =>
  stage.put({ kind: 'load-balancer', id: arn as LoadBalancerId, cause: CAUSE });

/** Somebody says to read this name. */
export const readName = (stage: Stage, host = HOST, zoneId = 'ZPUBLIC'): unknown =>
  stage.put({ kind: 'name', zoneId, host, cause: CAUSE });

/** The events of all that was done until now get lost. */
export const losesEvents = (stage: Stage): unknown => stage.queue.splice(0);

/** Targets of all records that were ever written by Signpost or a test, in order; each `host type target`. */
export function everCreated(stage: Stage): string[] {
  return stage.route53.changes.flatMap(({ changes }) =>
    changes.flatMap(({ Action, ResourceRecordSet: set }) =>
      Action === 'DELETE'
        ? []
        : [
            `${bare(set?.Name)} ${set?.Type} ${bare(set?.AliasTarget?.DNSName) || set?.ResourceRecords?.[0]?.Value}`,
          ],
    ),
  );
}

const bare = (name: string | undefined) => (name ?? '').replace(/\.$/, '').toLowerCase();
