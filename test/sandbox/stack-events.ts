import { randomUUID } from 'node:crypto';
import {
  type CloudFormationClient,
  paginateDescribeStacks,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import type { EmittedEvent } from '../world/load-balancers/event.ts';
import { wholeSeconds } from '../world/load-balancers/event.ts';
import { ACCOUNT, REGION } from './isolated-environment.ts';

export interface StackEvents {
  /** Looks now, and tells what changed. */
  look(): Promise<void>;
  stop(): void;
}

const EVERY = 500;

/**
 * CloudFormation tells the default bus of every change of a stack's status; MiniStack tells nobody. So the stacks are
 * looked at twice a second, and the status in which each change ended is told.
 */
export function watchStacks(
  client: CloudFormationClient,
  emit: (event: EmittedEvent) => void,
  trouble: (error: unknown) => void,
): StackEvents {
  const known = new Map<string, string>();
  const look = async () => {
    for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
      for (const stack of Stacks) {
        if (stack.StackStatus?.endsWith('_IN_PROGRESS')) continue;
        const state = `${stack.StackStatus} ${(stack.LastUpdatedTime ?? stack.CreationTime)?.getTime()}`;
        if (known.get(stack.StackId!) === state) continue;
        known.set(stack.StackId!, state);
        emit(statusChange(stack));
      }
    }
  };
  const timer = setInterval(() => look().catch(trouble), EVERY);
  return { look, stop: () => clearInterval(timer) };
}

function statusChange({ StackId = '', StackStatus }: Stack): EmittedEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'CloudFormation Stack Status Change',
    source: 'aws.cloudformation',
    account: ACCOUNT,
    time: wholeSeconds(Date.now()),
    region: REGION,
    resources: [StackId],
    detail: {
      'stack-id': StackId,
      'status-details': { status: StackStatus, 'status-reason': '' },
      'client-request-token': '',
    },
  };
}
