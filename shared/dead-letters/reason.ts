import type { DeadLetter } from './dead-letter.ts';

/** Why a message is where it is: what our own code told, or EventBridge. */
export function reasonOf({ attributes }: Pick<DeadLetter, 'attributes'>): string {
  const { Reason, ERROR_CODE, ERROR_MESSAGE, TARGET_ARN } = attributes;
  if (Reason !== undefined) return Reason;
  if (ERROR_CODE === undefined && ERROR_MESSAGE === undefined)
    return 'none was kept: its invocations died each time, or somebody else sent it';
  const target = TARGET_ARN?.split(':').at(-1) ?? 'its target';
  return `not delivered to ${target}: ${[ERROR_CODE, ERROR_MESSAGE].filter(Boolean).join(', ')}`;
}
