import * as z from 'zod';

/** A CloudTrail record of a call to Elastic Load Balancing, as far as a change is traced to it. */
export interface RecordedCall {
  readonly eventID: string;
  readonly eventName: string;
  readonly principal: string;
}

const emitted = z.array(
  z.object({
    source: z.string(),
    detail: z.looseObject({
      eventID: z.string().optional(),
      eventName: z.string().optional(),
      userIdentity: z.object({ arn: z.string() }).optional(),
    }),
  }),
);

/** What CloudTrail recorded, as the sandbox's endpoint tells it: on AWS one would ask `aws cloudtrail lookup-events`. */
export async function recordedCalls(endpoint: string): Promise<readonly RecordedCall[]> {
  const events = emitted.parse(await (await fetch(new URL('/_sandbox/events', endpoint))).json());
  return events.flatMap(({ detail: { eventID, eventName, userIdentity } }) =>
    eventID === undefined || eventName === undefined || userIdentity === undefined
      ? []
      : [{ eventID, eventName, principal: userIdentity.arn }],
  );
}
