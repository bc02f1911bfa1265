import type { AwsError } from '../aws-error.ts';
import type { Caller } from '../caller.ts';
import { asRecorded } from './as-recorded.ts';
import { errorCodeOf } from './error-code.ts';
import { type EmittedEvent, wholeSeconds } from './event.ts';
import type { Identifiers } from './identifiers.ts';

export interface ApiCall {
  readonly eventName: string;
  readonly apiVersion: string;
  readonly caller: Caller;
  readonly now: number;
  readonly input: unknown;
  /** What the call answered, or why it was refused. */
  readonly outcome: { readonly output: unknown } | { readonly error: AwsError };
}

/** The event that CloudTrail sends for a call to the ELB APIs, refused ones included. */
export function apiCallEvent(call: ApiCall, identifiers: Identifiers): EmittedEvent {
  const { caller, now } = call;
  return {
    version: '0',
    id: identifiers.uuid(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.elasticloadbalancing',
    account: caller.account,
    time: wholeSeconds(now),
    region: caller.region,
    resources: [],
    detail: {
      eventVersion: '1.09',
      userIdentity: userIdentity(caller),
      eventTime: wholeSeconds(now),
      eventSource: 'elasticloadbalancing.amazonaws.com',
      eventName: call.eventName,
      awsRegion: caller.region,
      sourceIPAddress: '192.0.2.10',
      userAgent: 'aws-sdk-js/3',
      ...refusal(call),
      requestParameters: asRecorded(call.input),
      responseElements: responseElements(call),
      requestID: identifiers.uuid(),
      eventID: identifiers.uuid(),
      readOnly: false,
      eventType: 'AwsApiCall',
      apiVersion: call.apiVersion,
      managementEvent: true,
      recipientAccountId: caller.account,
      eventCategory: 'Management',
    },
  };
}

function refusal({ outcome }: ApiCall): Record<string, string> {
  if ('output' in outcome) return {};
  return { errorCode: errorCodeOf(outcome.error.name), errorMessage: outcome.error.message };
}

function responseElements({ outcome }: ApiCall): unknown {
  if ('error' in outcome) return null;
  const { output } = outcome;
  const empty = typeof output !== 'object' || output === null || Object.keys(output).length === 0;
  return empty ? null : asRecorded(output);
}

function userIdentity({ account }: Caller): Record<string, unknown> {
  return {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:operator',
    arn: `arn:aws:sts::${account}:assumed-role/operator/operator`,
    accountId: account,
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLE',
        arn: `arn:aws:iam::${account}:role/operator`,
        accountId: account,
        userName: 'operator',
      },
      attributes: { mfaAuthenticated: 'false' },
    },
  };
}
