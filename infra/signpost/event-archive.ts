import { Stack } from 'aws-cdk-lib';
import { CfnArchive } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { eitherOf, heardEvents, type Trail } from '../event-patterns.ts';

/** Keeps what the rules take, so that a span of time can be played again. */
export class EventArchive extends CfnArchive {
  constructor(scope: Construct, id: string, archiveName: string, retentionDays: number, trail: Trail) {
    super(scope, id, {
      archiveName,
      description: 'Load balancer calls and tag changes, as the rules take them',
      sourceArn: Stack.of(scope).formatArn({
        service: 'events',
        resource: 'event-bus',
        resourceName: 'default',
      }),
      // CDK's typed pattern knows no `$or`.
      eventPattern: eitherOf(...heardEvents(trail)),
      retentionDays,
    });
  }
}
