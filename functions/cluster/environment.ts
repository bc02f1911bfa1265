import * as z from 'zod';
import type { Credentials } from './sign-token.ts';

const lambda = z.object({
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  AWS_SESSION_TOKEN: z.string().optional(),
});

/**
 * The credentials of the function's role, as Lambda sets them. Read directly: the credential providers of the SDK would
 * bring 400 KB for these three variables.
 */
export function credentialsOf(variables: NodeJS.ProcessEnv): Credentials {
  const set = lambda.parse(variables);
  return {
    accessKeyId: set.AWS_ACCESS_KEY_ID,
    secretAccessKey: set.AWS_SECRET_ACCESS_KEY,
    // An empty one is none: signed along, it would be a query parameter that STS refuses.
    ...(set.AWS_SESSION_TOKEN ? { sessionToken: set.AWS_SESSION_TOKEN } : {}),
  };
}
