import { expect, it } from 'vitest';
import { createFaults } from './faults.ts';

const ask = (text: string) => new URLSearchParams(text);

it('befalls the calls that it is asked for, so many times, until it is ended', () => {
  const faults = createFaults();
  expect(faults.ofCall('route53', 'GET', true)).toBeUndefined();
  faults.set(ask('service=route53&kind=unavailable'));
  expect(faults.ofCall('route53', 'GET', false)).toBe('unavailable');
  expect(faults.ofCall('eks', 'GET', false)).toBeUndefined();
  faults.set(ask('service=route53&kind=none'));
  expect(faults.ofCall('route53', 'GET', false)).toBeUndefined();
  faults.set(ask('service=route53&kind=lost-after&method=POST&times=1'));
  expect(faults.ofCall('route53', 'GET', true)).toBeUndefined();
  expect(faults.ofCall('route53', 'POST', true)).toBe('lost-after');
  expect(faults.ofCall('route53', 'POST', true)).toBeUndefined();
});

it('kills nobody but functions', () => {
  const faults = createFaults();
  faults.set(ask('service=route53&kind=killed-after&times=1'));
  expect(faults.ofCall('route53', 'POST', false)).toBeUndefined();
  expect(faults.ofCall('route53', 'POST', true)).toBe('killed-after');
});

it('loses the same share of the events for a seed', () => {
  const lost = (seed: number) => {
    const faults = createFaults();
    faults.set(ask(`kind=lost-events&share=0.5&seed=${seed}`));
    return Array.from({ length: 1_000 }, () => faults.losesEvent());
  };
  expect(lost(7)).toEqual(lost(7));
  expect(lost(7)).not.toEqual(lost(8));
  expect(Math.abs(lost(7).filter(Boolean).length - 500)).toBeLessThan(50);
  const faults = createFaults();
  expect(faults.losesEvent()).toBe(false);
  faults.set(ask('kind=lost-events&share=1'));
  expect([faults.losesEvent(), faults.losesEvent()]).toEqual([true, true]);
  expect(faults.set(ask('kind=lost-events&share=0'))).toMatchObject({ lost: 2 });
  expect(faults.losesEvent()).toBe(false);
});

it('shuffles replays where it is asked to', () => {
  const events = Array.from({ length: 20 }, (_, index) => index);
  const faults = createFaults();
  expect(faults.shuffled(events)).toEqual(events);
  faults.set(ask('kind=shuffled-replays&seed=3'));
  const first = faults.shuffled(events);
  expect(first).not.toEqual(events);
  expect(first.toSorted((one, other) => one - other)).toEqual(events);
  expect(faults.shuffled(events)).not.toEqual(first);
});

it.each([
  ['service=route53&kind=broken', 'kind: got "broken", wants one of unavailable, '],
  ['service=iam&kind=unavailable', 'service: got "iam", wants one of route53, '],
  ['service=route53&kind=unavailable&times=0', 'times: got "0", wants a number, 1 to '],
  ['kind=lost-events&share=50', 'share: got "50", wants a number, 0 to 1'],
  ['kind=lost-events', 'share: got "null", wants a number, 0 to 1'],
])('refuses %s', (query, message) => {
  expect(() => createFaults().set(ask(query))).toThrow(message);
});
