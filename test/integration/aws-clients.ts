import { randomInt } from 'node:crypto';

export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

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
