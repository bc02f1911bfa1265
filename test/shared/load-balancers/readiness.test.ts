import { describe, expect, it } from 'vitest';
import { SignpostError } from '../../../shared/errors.ts';
import {
  readinessOfInstances,
  readinessOfState,
  readinessOfTargets,
  type TargetHealth,
  unreadable,
} from '../../../shared/load-balancers/readiness.ts';

const READY = { ready: true };
const not = (reason: string) => ({ ready: false, reason });
const targets = (...states: string[]): TargetHealth[] => states.map((State) => ({ State }));

describe('readinessOfState', () => {
  it.each([
    ['active', undefined],
    ['active_impaired', undefined],
    ['provisioning', not('state is provisioning')],
    ['failed', not('state is failed')],
    [undefined, not('state is not told')],
  ])('%s', (code, expected) => {
    expect(readinessOfState(code)).toEqual(expected);
  });
});

describe('readinessOfTargets', () => {
  it.each([
    ['none', [], not('no target is registered')],
    ['one healthy', targets('healthy'), READY],
    ['one healthy among others', targets('unhealthy', 'draining', 'healthy', 'initial'), READY],
    ['one unhealthy', targets('unhealthy'), not('no target is healthy (1 unhealthy)')],
    [
      'several states: most first, then by name',
      targets('unused', 'initial', 'unhealthy', 'unhealthy', 'draining'),
      not('no target is healthy (2 unhealthy, 1 draining, 1 initial, 1 unused)'),
    ],
    [
      'one that goes while it is still served',
      targets('unhealthy.draining'),
      not('no target is healthy (1 unhealthy.draining)'),
    ],
    [
      'a Lambda function that nobody checks',
      [{ State: 'unavailable', Reason: 'Target.HealthCheckDisabled' }],
      READY,
    ],
    [
      'one that Elastic Load Balancing cannot tell of',
      [{ State: 'unavailable', Reason: 'Elb.InternalError' }],
      not('no target is healthy (1 unavailable)'),
    ],
    [
      'a reason that belongs to another state',
      [{ State: 'unused', Reason: 'Target.HealthCheckDisabled' }],
      not('no target is healthy (1 unused)'),
    ],
    ['one without a state', [{}], not('no target is healthy (1 unknown)')],
  ])('%s', (_, told, expected) => {
    expect(readinessOfTargets(told)).toEqual(expected);
  });
});

describe('readinessOfInstances', () => {
  it.each([
    ['none', [], not('no instance is registered')],
    ['one in service', ['OutOfService', 'InService'], READY],
    ['out of service', ['OutOfService', 'Unknown', undefined], not('no instance is in service')],
  ])('%s', (_, states, expected) => {
    expect(readinessOfInstances(states)).toEqual(expected);
  });
});

describe('unreadable', () => {
  it.each([
    ['an error of AWS', Object.assign(new Error('User: x is not'), { name: 'AccessDenied' }), 'AccessDenied'],
    ['one of our own', new SignpostError('it was left out'), 'it was left out'],
    ['no error at all', 'broken', 'broken'],
  ])('%s', (_, error, told) => {
    expect(unreadable(error)).toEqual(not(`its health cannot be read: ${told}`));
  });
});
