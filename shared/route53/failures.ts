/** What Route 53 calls a request that it did not do because of others before it. */
const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'PriorRequestNotComplete',
  'TooManyRequestsException',
]);

export function isThrottled({ name }: Error): boolean {
  return THROTTLED.has(name);
}

/** 0 where no answer came. */
export function statusOf(error: Error): number {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
}

/** Whether the same read may be answered a moment later: throttled, a fault of the server, an answer that got lost. */
export function isPassing(error: Error): boolean {
  if (isThrottled(error)) return true;
  const status = statusOf(error);
  return status >= 500 || (status === 0 && error.name !== 'CredentialsProviderError');
}
