import {
  type Change,
  type ChangeAction,
  ChangeResourceRecordSetsCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandInput,
  type ResourceRecordSet,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { afterAll, beforeEach } from 'vitest';
import { type ManualClock, manualClock } from '../../world/clock.ts';
import { route53Service } from '../../world/http/route53.ts';
import { createRoute53, type Route53World } from '../../world/route53/world.ts';
import { serve } from '../serve.ts';

export const ACCOUNT = '111111111111';

/** The real client, over HTTP to a world that is new for each case: zones ZPUBLIC, ZPRIVATE and ZOTHER. */
export interface Stage {
  readonly client: Route53Client;
  /** A client of the same account that retries by the SDK's default. */
  readonly retrying: Route53Client;
  /** A client of another account, whose zone is ZOTHER. */
  readonly stranger: Route53Client;
  readonly world: Route53World;
  readonly clock: ManualClock;
  /** A new world with quotas or other limits. */
  reopen(options: { quotas?: boolean; recordsPerZone?: number }): void;
  change(changes: readonly Change[], zone?: string): Promise<string | undefined>;
  /** `[name, message]` of the refusal; fails if there is none. */
  refusal(changes: readonly Change[], zone?: string): Promise<[name: string, message: string]>;
  list(input?: Partial<ListResourceRecordSetsCommandInput>): Promise<readonly ResourceRecordSet[]>;
}

export async function openStage(): Promise<Stage> {
  let clock = manualClock();
  let world: Route53World;
  const { url, close } = await serve((request) => route53Service(world)(request));
  const clientOf = (account: string, maxAttempts: number) =>
    new Route53Client({
      endpoint: url,
      region: 'us-east-1',
      maxAttempts,
      credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    });
  const client = clientOf(ACCOUNT, 1);
  const retrying = clientOf(ACCOUNT, 3);
  const stranger = clientOf('222222222222', 1);

  function reopen(options: { quotas?: boolean; recordsPerZone?: number }): void {
    clock = manualClock();
    world = createRoute53({ clock: () => clock.now(), ...options });
    world.createZone({ id: 'ZPUBLIC', name: 'example.com', account: ACCOUNT });
    world.createZone({ id: 'ZPRIVATE', name: 'example.com', account: ACCOUNT, vpc: 'vpc-1' });
    world.createZone({ id: 'ZOTHER', name: 'example.com', account: '222222222222' });
  }
  reopen({});
  beforeEach(() => reopen({}));
  afterAll(async () => {
    for (const each of [client, retrying, stranger]) each.destroy();
    await close();
  });

  const change = async (changes: readonly Change[], zone = 'ZPUBLIC') => {
    const answer = await client.send(
      new ChangeResourceRecordSetsCommand({ HostedZoneId: zone, ChangeBatch: { Changes: [...changes] } }),
    );
    return answer.ChangeInfo?.Id;
  };
  return {
    client,
    retrying,
    stranger,
    get world() {
      return world;
    },
    get clock() {
      return clock;
    },
    reopen,
    change,
    refusal: async (changes, zone) => {
      try {
        await change(changes, zone);
      } catch (error) {
        const { name, message } = error as Error;
        return [name, message];
      }
      throw new Error('Expected a refusal, got an accepted change');
    },
    list: async (input = {}) => {
      const answer = await client.send(
        new ListResourceRecordSetsCommand({ HostedZoneId: 'ZPUBLIC', ...input }),
      );
      return answer.ResourceRecordSets ?? [];
    },
  };
}

const act =
  (Action: ChangeAction) =>
  (ResourceRecordSet: ResourceRecordSet): Change => ({ Action, ResourceRecordSet });
export const create = act('CREATE');
export const upsert = act('UPSERT');
export const remove = act('DELETE');

export function a(name: string, ...values: string[]): ResourceRecordSet {
  const given = values.length === 0 ? ['192.0.2.1'] : values;
  return { Name: name, Type: 'A', TTL: 60, ResourceRecords: given.map((Value) => ({ Value })) };
}

export function cname(name: string): ResourceRecordSet {
  return { Name: name, Type: 'CNAME', TTL: 60, ResourceRecords: [{ Value: 'x.example.net' }] };
}

export const ALB = {
  HostedZoneId: 'Z35SXDOTRQ7X7K',
  DNSName: 'one-1.us-east-1.elb.amazonaws.com',
  EvaluateTargetHealth: true,
};

export function alias(
  name: string,
  target: Partial<typeof ALB> = {},
  type: 'A' | 'AAAA' = 'A',
): ResourceRecordSet {
  return { Name: name, Type: type, AliasTarget: { ...ALB, ...target } };
}

export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `n${index}.example.com`);
}
