import { randomInt } from 'node:crypto';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export type Session = ReturnType<typeof fromTemporaryCredentials>;

/** The same, with whatever credentials: an account's own key, or a session. */
export type Signing = Omit<ClientSettings, 'credentials'> & {
  readonly credentials: ClientSettings['credentials'] | Session;
};

/** How an SDK client reaches an account: a 12-digit access key is that account. */
export function clientSettings(endpoint: string, account = '000000000000'): ClientSettings {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'test' },
  };
}

/** An account that nobody else uses: MiniStack keeps accounts apart. */
export function ownAccount(): string {
  return String(randomInt(100_000_000_000, 999_999_999_999));
}

/**
 * A session of a role, which whoever signs takes. The roles of functions trust Lambda alone; in the sandbox
 * an account's own key stands for the services of AWS as well.
 */
export function sessionOf({ endpoint, region, credentials }: Signing, roleArn: string, externalId?: string) {
  return fromTemporaryCredentials({
    params: {
      RoleArn: roleArn,
      RoleSessionName: 'test',
      ...(externalId !== undefined && { ExternalId: externalId }),
    },
    masterCredentials: credentials,
    clientConfig: { endpoint, region },
  });
}
