import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../infra/settings.ts';
import type { Policy } from '../../shared/settings.ts';
import { allowed } from '../iam/allowed.ts';
import { documentedZoneRole, jsonIn, sectionOf } from '../iam/documented-zone-role.ts';
import { recordWrites } from '../iam/requests/record-writes.ts';
import { ARNS } from '../iam/requests/request.ts';
import { statementsOf } from '../iam/roles-of.ts';
import { statementsIn } from '../iam/statement.ts';
import { type TrustQuestion, trusts } from '../iam/trusts.ts';
import { callsOf } from './code-calls.ts';
import { synthesise } from './synthesise.ts';

interface Row {
  readonly action: string;
  readonly by: readonly string[];
}

const EXTERNAL = { 'sts:ExternalId': ['agreed'] };
const granted = statementsOf(synthesise().state).filter(({ effect }) => effect === 'Allow');

/** Rows `| `action` | on | files |` under a heading. */
function rowsOf(heading: string): Row[] {
  return [...sectionOf(heading, '##').matchAll(/^\| `([^`]+)` \|.*\| (.+) \|$/gm)].map(
    ([, action = '', by = '']) => ({
      action,
      by: [...by.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    }),
  );
}

const sorted = (values: Iterable<string>) => [...new Set(values)].toSorted();

describe.each([
  ['sync', 'functions/sync/handler.ts'],
  ['survey', 'functions/survey/handler.ts'],
  ['sweep', 'functions/sweep/handler.ts'],
  ['operate', 'functions/operate/handler.ts'],
  ['cluster', 'functions/cluster/handler.ts'],
  ['cluster-in-vpc', 'functions/cluster/handler.ts'],
  ['sweep-schedule', undefined],
])('docs/permissions.md, %s', (role, entry) => {
  const rows = rowsOf(role);
  const calls = entry === undefined ? new Map<string, readonly string[]>() : callsOf(entry);

  it('lists what the role may do, and nothing else', () => {
    const actions = granted.filter((statement) => statement.role === `signpost-us-east-1-${role}`);
    expect(sorted(rows.map(({ action }) => action))).toEqual(
      sorted(actions.flatMap((statement) => statement.actions)),
    );
  });

  it('lists an action once', () => {
    expect(rows.map(({ action }) => action).toSorted()).toEqual(sorted(rows.map(({ action }) => action)));
  });

  it('names the files that make the calls, and all calls of the code', () => {
    const told = rows
      .filter(({ by }) => by.length > 0)
      .map(({ action, by }) => [action, sorted(by)] as const);
    const made = [...calls].map(([action, files]) => [action, sorted(files)] as const);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(made));
  });
});

describe('docs/permissions.md, what it may write', () => {
  it('shows the condition as it is', () => {
    const settings: SettingsInput = { policy: 'sync', zones: [{ id: 'Z1', name: 'example.com' }] };
    const written = statementsOf(synthesise(settings).state).find(({ sid }) => sid === 'WriteZones1');
    const [Condition] = jsonIn(sectionOf('What it may write', '###'));
    const [shown] = statementsIn({ Statement: { Effect: 'Allow', Action: 'a:b', Condition } });
    expect(written?.conditions).toEqual(shown?.conditions);
  });
});

describe('docs/permissions.md, a zone of another account', () => {
  // `ZPLAIN` of `FULL` has the defaults that the page speaks of.
  const { trust, permissions } = documentedZoneRole({
    syncRoleArn: ARNS.role('sync'),
    sweepRoleArn: ARNS.role('sweep'),
    externalId: 'agreed',
    zoneId: 'ZPLAIN',
    zoneName: 'example.net',
  });

  it.each(Object.entries(permissions))(
    'its role answers under %s as ours does in a zone of our own',
    (policy, document) => {
      const asked = recordWrites(policy as Policy).filter(({ question }) =>
        question.resource.endsWith('/ZPLAIN'),
      );
      const differs = asked.filter(
        ({ question, allowed: expected }) => allowed(statementsIn(document), question) !== expected,
      );
      expect(differs).toEqual([]);
      expect(asked.length).toBeGreaterThan(20);
    },
  );

  it.each<[what: string, question: TrustQuestion, expected: boolean]>([
    [
      'the sync role with the external id',
      { principal: { AWS: ARNS.role('sync') }, context: EXTERNAL },
      true,
    ],
    ['the sync role without it', { principal: { AWS: ARNS.role('sync') } }, false],
    ['the sweep role with it, to read', { principal: { AWS: ARNS.role('sweep') }, context: EXTERNAL }, true],
    ['the sweep role without it', { principal: { AWS: ARNS.role('sweep') } }, false],
    ['another of our roles', { principal: { AWS: ARNS.role('survey') }, context: EXTERNAL }, false],
    ['Lambda', { principal: { Service: 'lambda.amazonaws.com' }, context: EXTERNAL }, false],
  ])('its role is taken by %s: %s', (_, question, expected) => {
    expect(trusts(trust, question)).toBe(expected);
  });
});
