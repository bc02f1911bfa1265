import { Route53Client } from '@aws-sdk/client-route-53';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Zone } from '../shared/zones/zone.ts';

/** As what a role of another account is taken. */
export interface Session {
  readonly name: string;
  /** What is left of the role in this session, a policy as JSON; all of it if absent. */
  readonly policy?: string;
}

/**
 * One client per role: in zones of other accounts the role acts that the settings name for them. A change is sent once: a
 * second try of one that took effect unseen would be refused, and lie about the first. Of a read each try is a request
 * that wants tokens.
 */
export function route53Clients(region: string, { name, policy }: Session): (zone: Zone) => Route53Client {
  const clients = new Map<string, Route53Client>();
  return ({ roleArn, externalId }) => {
    const key = `${roleArn} ${externalId}`;
    const known = clients.get(key);
    if (known) return known;
    const credentials =
      roleArn === undefined
        ? undefined
        : fromTemporaryCredentials({
            params: {
              RoleArn: roleArn,
              RoleSessionName: name,
              ...(policy !== undefined && { Policy: policy }),
              ...(externalId !== undefined && { ExternalId: externalId }),
            },
            clientConfig: { region },
          });
    const client = new Route53Client({ region, maxAttempts: 1, ...(credentials && { credentials }) });
    clients.set(key, client);
    return client;
  };
}
