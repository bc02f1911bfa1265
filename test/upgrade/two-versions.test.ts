import { describe, expect, it } from 'vitest';
import { type NameRow, SCHEMA } from '../../shared/ledger/rows.ts';
import { createV2, deleteV2, tagV2 } from '../stage/actions.ts';
import { drain, surveyBySchedule } from '../stage/drain.ts';
import { instrument } from '../stage/faults.ts';
import { operate } from '../stage/operate.ts';
import { type Stage, TABLE } from '../stage/stage.ts';
import { sweep } from '../stage/sweep.ts';
import { zoneContents } from '../stage/zone-contents.ts';
import { itemOf } from './put-row.ts';
import { ACTS, type Cast } from './scene.ts';
import { emptyScene, hasCode, hintAll, SETTLED } from './settled.ts';
import { type Deployed, deploy } from './version-code.ts';

const BETWEEN = 3 * 3_600_000;
const A_WHILE = 200_000;
const VERSIONS = SETTLED.filter(hasCode);
/** First schema whose sweep refuses rows of later ones. */
const SWEEPS_HEED = 4;

/** The scene, settled by the older version's own code. */
async function settledBy(schema: number) {
  const { stage, cast } = emptyScene();
  const older = await deploy(schema, stage, cast);
  for (const { act } of ACTS.filter(({ since }) => since <= schema)) {
    stage.clock.advance(BETWEEN);
    await act(stage, cast);
    await older.survey();
    expect(await older.work(A_WHILE)).toEqual([]);
    await older.sweep();
    expect(await older.work(A_WHILE)).toEqual([]);
  }
  // What was surveyed stays in the bucket, in the form of its version; today's survey writes the document anew.
  stage.queue.splice(0);
  return { stage, cast, older };
}

const zonesOf = (stage: Stage) => stage.settings.zones.map(({ id }) => zoneContents(stage, id));
const changesOf = ({ route53 }: Stage) => route53.calls['ChangeResourceRecordSets'];

/** Today's functions, with a survey and a sweep. */
async function live(stage: Stage) {
  await surveyBySchedule(stage, 'demo');
  await sweep(stage);
  await hintAll(stage);
  await drain(stage, instrument(stage.ports), A_WHILE);
}

/** What people do while the wrong version is there. */
async function meanwhile(stage: Stage, cast: Cast): Promise<void> {
  const { web, classic: _, blue, ...others } = cast;
  if (web) await tagV2(stage, web, { 'signpost/hostname': 'web.example.com fresh.example.com' });
  if (blue) await deleteV2(stage, blue);
  expect(Object.keys(others)).toContain('mesh');
  await createV2(stage, 'made', 'made.example.com');
}

async function expectCarriedOn(stage: Stage): Promise<void> {
  for (let time = 0; time < 3; time += 1) await live(stage);
  const hosts = Object.keys(zoneContents(stage));
  expect(hosts).toContain('fresh.example.com A');
  expect(hosts).toContain('made.example.com A');
  expect(hosts).toContain('shared.example.com A green');
  expect(hosts).not.toContain('www.example.com A');
  expect(hosts).not.toContain('shared.example.com A blue');
  expect(hosts).toContain('mesh.example.com A');
}

describe.each(VERSIONS)('schema $schema, and today’s code after it', ({ schema }) => {
  it('settles the scene as its fixture has it', async () => {
    const { stage } = await settledBy(schema);
    const fixture = SETTLED.find((each) => each.schema === schema);
    // Nobody asks an operator's function to freeze anything here.
    const keys = (items: readonly Readonly<Record<string, unknown>>[] = []) =>
      items.map(({ pk }) => pk).filter((pk) => pk !== 'freezes');
    expect(keys(stage.dynamodb.items(TABLE))).toEqual(keys(fixture?.rows));
    expect(stage.dynamodb.items(TABLE).map((item) => item['schema'])).toContain(schema);
  });

  it('today’s plan over it is empty: there is nothing that the policy would hold back', async () => {
    const { stage } = await settledBy(schema);
    stage.settings.policy = 'plan';
    await live(stage);
    const claims = stage.dynamodb
      .items(TABLE)
      .flatMap((row) => Object.values((row as Partial<NameRow>).claims ?? {}));
    expect(claims.map(({ outcome }) => outcome)).toContain('published');
    expect(claims.filter(({ pending }) => pending?.by === 'plan')).toEqual([]);
    expect(stage.queue.filter(({ isBack }) => isBack)).toEqual([]);
  });

  it('the operator’s plan by today’s version finds nothing to do', async () => {
    const { stage } = await settledBy(schema);
    await surveyBySchedule(stage, 'demo');
    stage.queue.splice(0);
    const planned = await operate(stage, { command: 'plan' });
    expect(planned).toMatchObject({
      complete: true,
      changes: { records: 0, removals: 0, retargets: 0 },
    });
  });

  it('rolled forward: sends nothing, all stays as it is', async () => {
    const { stage } = await settledBy(schema);
    const zones = zonesOf(stage);
    const calls = { ...stage.route53.calls };
    await hintAll(stage);
    await drain(stage, instrument(stage.ports), 60_000);
    expect(stage.route53.calls).toEqual(calls);
    await live(stage);
    expect(changesOf(stage)).toBe(calls['ChangeResourceRecordSets']);
    expect(zonesOf(stage)).toEqual(zones);
  });

  it('rolled back and forward again: nothing is written, no hint is lost, all is carried out at last', async () => {
    const { stage, cast, older } = await settledBy(schema);
    await live(stage);
    const rows = structuredClone(stage.dynamodb.items(TABLE));
    const zones = zonesOf(stage);
    const calls = changesOf(stage);
    stage.queue.splice(0);

    await meanwhile(stage, cast);
    const hinted = subjects(stage);
    const errors = await rolledBack(schema, older);
    if (schema < SCHEMA) {
      expect(stage.dynamodb.items(TABLE), 'the ledger').toEqual(rows);
      expect(changesOf(stage)).toBe(calls);
      expect(zonesOf(stage)).toEqual(zones);
      expect([...subjects(stage)]).toEqual(expect.arrayContaining([...hinted]));
      for (const error of errors)
        expect(error.message).toMatch(
          new RegExp(
            `Ledger row \\S+ has schema ${SCHEMA}, this version knows ${schema} at most and writes nothing: deploy`,
          ),
        );
      expect(errors.length).toBeGreaterThan(0);
    } else expect(errors).toEqual([]);

    await expectCarriedOn(stage);
    expect(itemOf(stage, 'name#ZPUBLIC#fresh.example.com')).toMatchObject({ schema: SCHEMA });
  });
});

/** Some minutes of the older version: its queue, its survey, and its sweep. */
async function rolledBack(schema: number, older: Deployed): Promise<readonly Error[]> {
  const errors = [...(await older.work(A_WHILE))];
  await older.survey();
  // The sweep of schema 3 did not ask what wrote the rows that it listed, and counted them.
  if (schema >= SWEEPS_HEED) await older.sweep().catch((error: unknown) => errors.push(error as Error));
  errors.push(...(await older.work(A_WHILE)));
  return errors;
}

const subjects = ({ queue }: Stage) =>
  new Set(queue.map(({ hint }) => (hint.kind === 'name' ? `${hint.zoneId}#${hint.host}` : hint.id)));
