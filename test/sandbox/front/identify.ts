import type { PolicyDocument } from '../../iam/statement.ts';
import { AwsError } from '../../world/aws-error.ts';

/** A request as it was signed: path and query as they came, header names in any case. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Who signed a request. */
export interface Identity {
  readonly account: string;
  /** A session of a role: `arn:aws:sts::…:assumed-role/…`. */
  readonly arn: string;
  /** An account's own key: 12 digits, or `test`. Nothing is refused to it, nor is its signature checked. */
  readonly root: boolean;
  /** Identity policies, as they are deployed at this moment. */
  readonly policies: readonly PolicyDocument[];
}

/** Throws what AWS answers to a request that nobody, or nobody known, has signed rightly. */
export type Identify = (request: SignedRequest) => Promise<Identity>;

type Answer = Identity | { readonly refused: { readonly code: string; readonly message: string } };

/** Asks MiniStack, which gave out the keys and keeps the policies: `../enforcement.py`. */
export function identifyBy(ministack: () => string): Identify {
  return async ({ body, ...request }) => {
    const response = await fetch(new URL('/_sandbox/who', ministack()), {
      method: 'POST',
      body: JSON.stringify({ ...request, body: body.toString('base64') }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`MiniStack could not say who signed a request: ${text}`);
    const answer: Answer = JSON.parse(text);
    if (!('refused' in answer)) return answer;
    throw new AwsError(answer.refused.code, answer.refused.message, { status: 403 });
  };
}
