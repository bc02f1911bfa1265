import {
  type CreateHealthCheckCommandInput,
  type HealthCheck,
  type HealthCheckConfig,
  HealthCheckType,
  type ListHealthChecksCommandInput,
} from '@aws-sdk/client-route-53';
import { AwsError } from '../aws-error.ts';
import type { Caller } from '../caller.ts';
import { pageSize } from './list-record-sets.ts';
import { violation } from './shape-problems.ts';

/** A health check put into the world; `id` by default a new one. */
export interface NewHealthCheck {
  readonly id?: string;
  readonly account?: string;
  readonly callerReference?: string;
  readonly config?: HealthCheckConfig;
}

interface Kept extends HealthCheck {
  readonly Id: string;
  readonly account: string;
}

export interface HealthCheckStore {
  /** By id. */
  readonly all: ReadonlyMap<string, HealthCheck>;
  create(check: NewHealthCheck): HealthCheck;
  /** Of any account: a set may use the health check of another (AWS re:Post, "route-53-cross-account-health-checks"). */
  need(id: string): void;
  readonly operations: ReturnType<typeof operationsOf>;
}

const basic: HealthCheckConfig = { Type: 'TCP', IPAddress: '192.0.2.1', Port: 443 };

/** Health checks that nobody carries out: they are there or not. */
export function createHealthChecks(): HealthCheckStore {
  const kept = new Map<string, Kept>();
  const used = new Set<string>();
  const create = (given: NewHealthCheck): Kept => {
    const number = String(used.size + 1).padStart(12, '0');
    const check: Kept = {
      Id: given.id ?? `00000000-0000-4000-8000-${number}`,
      CallerReference: given.callerReference ?? `world-${number}`,
      HealthCheckConfig: given.config ?? basic,
      HealthCheckVersion: 1,
      account: given.account ?? '000000000000',
    };
    used.add(`${check.account} ${check.CallerReference}`);
    kept.set(check.Id, check);
    return check;
  };
  return {
    all: kept,
    create,
    need(id) {
      if (!kept.has(id)) throw noSuchHealthCheck(id);
    },
    operations: operationsOf(kept, used, create),
  };
}

function operationsOf(
  kept: Map<string, Kept>,
  used: ReadonlySet<string>,
  create: (given: NewHealthCheck) => Kept,
) {
  const ownOf = (id: string | undefined, caller: Caller): Kept => {
    const check = kept.get(id ?? '');
    if (check?.account !== caller.account) throw noSuchHealthCheck(id ?? '');
    return check;
  };
  return {
    CreateHealthCheck(input: CreateHealthCheckCommandInput, { account }: Caller) {
      const { CallerReference: reference = '', HealthCheckConfig: config } = input;
      if (config?.Type === undefined || !Object.values<string>(HealthCheckType).includes(config.Type))
        throw new AwsError(
          'InvalidInput',
          `1 validation error detected: ${violation(config?.Type, 'healthCheckConfig.type', 'Member must satisfy enum value set')}`,
        );
      const same = [...kept.values()].find(
        (check) => check.account === account && check.CallerReference === reference,
      );
      if (same !== undefined && JSON.stringify(same.HealthCheckConfig) === JSON.stringify(config))
        return created(same);
      if (used.has(`${account} ${reference}`))
        throw new AwsError(
          'HealthCheckAlreadyExists',
          'A health check has already been created with the specified caller reference.',
          { status: 409 },
        );
      return created(create({ account, callerReference: reference, config }));
    },
    GetHealthCheck: (input: { HealthCheckId?: string }, caller: Caller) => ({
      HealthCheck: shown(ownOf(input.HealthCheckId, caller)),
    }),
    /** Sets that use it stay as they are (API reference, DeleteHealthCheck). */
    DeleteHealthCheck(input: { HealthCheckId?: string }, caller: Caller) {
      kept.delete(ownOf(input.HealthCheckId, caller).Id);
      return {};
    },
    ListHealthChecks(input: ListHealthChecksCommandInput, { account }: Caller) {
      const own = [...kept.values()].filter((check) => check.account === account);
      const size = pageSize(input.MaxItems, 1000);
      const from = input.Marker === undefined ? 0 : own.findIndex(({ Id }) => Id === input.Marker);
      if (from < 0) throw new AwsError('InvalidInput', `The marker ${input.Marker} is not a health check.`);
      const next = own[from + size];
      return {
        HealthChecks: own.slice(from, from + size).map(shown),
        Marker: input.Marker ?? '',
        IsTruncated: next !== undefined,
        ...(next === undefined ? {} : { NextMarker: next.Id }),
        MaxItems: size,
      };
    },
  };
}

/** The error is in the API's model; its words are those that GetHealthCheck was seen to answer with. */
function noSuchHealthCheck(id: string): AwsError {
  return new AwsError('NoSuchHealthCheck', `A health check with id ${id} does not exist.`, { status: 404 });
}

function shown({ account: _, ...check }: Kept): HealthCheck {
  return check;
}

function created(check: Kept) {
  return {
    HealthCheck: shown(check),
    Location: `https://route53.amazonaws.com/2013-04-01/healthcheck/${check.Id}`,
  };
}
