import { describe, expect, it } from 'vitest';
import type { Ports } from '../../functions/sync/ports.ts';
import { HINT_VERSION } from '../../shared/events/hint-message.ts';
import { parseMessage } from '../../shared/events/parse-message.ts';
import { parseLoadBalancerRow, parseNameRow } from '../../shared/ledger/parse-row.ts';
import type { NameRow } from '../../shared/ledger/rows.ts';
import { SCHEMA } from '../../shared/ledger/rows.ts';
import type { RowWrite } from '../../shared/ledger/write-rows.ts';
import { parseSurvey } from '../../shared/surveys/parse-survey.ts';
import { parseSurveyAsk } from '../../shared/surveys/parse-survey-ask.ts';
import { ASK_VERSION, SURVEY_SCHEMA } from '../../shared/surveys/survey.ts';
import { createV2, deleteClassic, deleteV2, tagV2 } from '../stage/actions.ts';
import { approve } from '../stage/brakes.ts';
import { drain, surveyBySchedule } from '../stage/drain.ts';
import { instrument } from '../stage/faults.ts';
import { CALLER, type Stage, TABLE } from '../stage/stage.ts';
import { sweep } from '../stage/sweep.ts';
import { zoneContents } from '../stage/zone-contents.ts';
import { itemOf } from './put-row.ts';
import { hintAll, restore, SETTLED } from './settled.ts';

const A_WHILE = 600_000;
/** Less than what is in quarantine has left of its pause. */
const A_MOMENT = 120_000;
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const MAKE = 'make them while this is the code of that version: npm run make:version -- HEAD';

const zonesOf = (stage: Stage) => stage.settings.zones.map(({ id }) => zoneContents(stage, id));
const changesOf = ({ route53 }: Stage) => route53.calls['ChangeResourceRecordSets'];
const rowsOf = (stage: Stage, kind: string) =>
  stage.dynamodb.items(TABLE).filter(({ pk }) => String(pk).startsWith(kind));
const kindOf = ({ pk }: Readonly<Record<string, unknown>>) => String(pk).replace(/#.*/, '');
const schemasOf = (rows: readonly Readonly<Record<string, unknown>>[]) => [
  ...new Set(rows.map(({ schema }) => schema)),
];

describe('fixtures', () => {
  it('there are of every schema, today’s too', () => {
    expect(
      SETTLED.map(({ schema }) => schema),
      MAKE,
    ).toEqual(upTo(SCHEMA));
    const documents = SETTLED.flatMap(({ surveys }) => surveys.map(({ schema }) => schema));
    expect([...new Set(documents)].toSorted(), MAKE).toEqual(upTo(SURVEY_SCHEMA));
    const hints = SETTLED.flatMap((each) => each.hints.map((body) => JSON.parse(body).signpost));
    expect([...new Set(hints)].toSorted(), MAKE).toEqual(upTo(HINT_VERSION));
    const asks = SETTLED.flatMap((each) => each.asks.map((body) => JSON.parse(body).signpost ?? 1));
    expect([...new Set(asks)].toSorted(), MAKE).toEqual(upTo(ASK_VERSION));
  });

  it.each(SETTLED)('schema $schema has rows of each kind, as that version wrote them', ({ schema, rows }) => {
    const kinds = ['lb', 'name', ...(schema >= 3 ? ['zone', 'quota', 'freezes'] : [])];
    expect([...new Set(rows.map(kindOf))].toSorted()).toEqual(kinds.toSorted());
    expect(schemasOf(rows)).toEqual([schema]);
    const claims = rows.flatMap((row) => Object.values((row as Partial<NameRow>).claims ?? {}));
    const outcomes = [
      'published',
      'waiting',
      'refused',
      ...(schema >= 3 ? ['held back', 'quarantined'] : []),
    ];
    expect(new Set(claims.map(({ outcome }) => outcome))).toEqual(new Set(outcomes));
  });

  it.each(SETTLED)('schema $schema, its rows are read as today’s', ({ rows }) => {
    for (const row of rows) {
      if (kindOf(row) === 'lb')
        expect(parseLoadBalancerRow(row)).toMatchObject({ declared: expect.any(Array) });
      if (kindOf(row) !== 'name') continue;
      const { claims, transitions } = parseNameRow(row);
      expect(transitions).toEqual(expect.any(Array));
      for (const claim of Object.values(claims))
        expect(claim).toMatchObject({ cluster: expect.any(String), priority: expect.any(Number) });
    }
  });

  it.each(SETTLED)('schema $schema, its messages are read', ({ hints, asks }) => {
    const context = { region: CALLER.region, tagPrefix: 'signpost' };
    const read = hints.flatMap((body) => parseMessage(body, context));
    expect(read).toEqual(hints.map((body) => JSON.parse(body).hint));
    for (const body of asks) {
      const { signpost: _, ...ask } = JSON.parse(body);
      expect(parseSurveyAsk(body)).toMatchObject({ ...ask, notBefore: 1_000 });
    }
  });

  it.each(SETTLED)('schema $schema, its survey is today’s, or none', ({ surveys }) => {
    for (const document of surveys) {
      const today = document['schema'] === SURVEY_SCHEMA ? document : undefined;
      expect(parseSurvey(JSON.stringify(document))).toEqual(today);
    }
  });
});

describe.each(SETTLED)('a settled world of schema $schema', (settled) => {
  it('stays as it is: looks do not call Route 53, and a sweep sends it nothing', async () => {
    const { stage } = await restore(settled);
    const zones = zonesOf(stage);
    const calls = { ...stage.route53.calls };
    await hintAll(stage);
    await drain(stage, instrument(stage.ports), A_MOMENT);
    // Schema 1 says of a name why nothing was sent, not of a claim: what was refused is read once more.
    const reads = settled.schema === 1 ? { ListResourceRecordSets: 1 } : {};
    expect(stage.route53.calls, 'every load balancer looked at').toEqual({ ...calls, ...reads });

    await surveyBySchedule(stage, 'demo');
    await sweep(stage);
    await drain(stage, instrument(stage.ports), A_MOMENT);
    expect(changesOf(stage), 'after a survey and a sweep').toBe(calls['ChangeResourceRecordSets']);
    expect(zonesOf(stage)).toEqual(zones);
    expect(stage.queue.filter(({ isBack }) => isBack)).toEqual([]);
    // A look writes its load balancer's row, a sweep its zones'.
    for (const kind of ['lb#', 'zone#'])
      expect(schemasOf(rowsOf(stage, kind).filter(({ expires }) => expires === undefined))).toEqual([SCHEMA]);
  });

  it('means the same to today’s code: claims come to what they came to', async () => {
    const { stage } = await restore(settled);
    await surveyBySchedule(stage, 'demo');
    await hintAll(stage);
    await drain(stage, instrument(stage.ports), A_WHILE);
    const outcomes = (rows: readonly Readonly<Record<string, unknown>>[]) =>
      rows.flatMap((row) =>
        Object.entries((row as Partial<NameRow>).claims ?? {}).map(([key, { outcome }]) => [
          row['pk'],
          key,
          outcome,
        ]),
      );
    expect(outcomes(rowsOf(stage, 'name#'))).toEqual(
      outcomes(settled.rows.filter((row) => kindOf(row) === 'name')),
    );
  });

  it('ends as it should when all goes: each row in today’s schema', async () => {
    const { stage, cast } = await restore(settled);
    for (const zone of ['ZPUBLIC', 'ZSUB', 'ZPRIVATE']) await approve(stage, 'removal', 100, zone);
    const { classic, gone: _, ...v2 } = cast;
    for (const made of Object.values(v2)) await deleteV2(stage, made);
    if (classic) await deleteClassic(stage, classic);
    for (let time = 0; time < 3; time += 1) {
      await drain(stage, instrument(stage.ports), A_WHILE);
      await sweep(stage);
    }
    await drain(stage, instrument(stage.ports), A_WHILE);
    expect(zoneContents(stage)).toEqual({ 'taken.example.com A': '192.0.2.1' });
    expect(zoneContents(stage, 'ZSUB')).toEqual({});
    expect(zoneContents(stage, 'ZPRIVATE')).toEqual({});
    const written = rowsOf(stage, '').filter(({ pk }) => !String(pk).includes('gone'));
    expect(schemasOf(written.filter((row) => kindOf(row) !== 'freezes'))).toEqual([SCHEMA]);
  });

  it('whatever is written of it says today’s schema, half of a decision too', async () => {
    const { stage, cast } = await restore(settled);
    // Both want web.example.com: the row is written with each one's own claim.
    for (const name of ['web', 'challenger'])
      await tagV2(stage, cast[name] ?? { arn: '', dnsName: '' }, { 'signpost/priority': '7' });
    const written: RowWrite[] = [];
    const ports: Ports = {
      ...stage.ports,
      writeRows: (writes) => {
        written.push(...writes);
        return stage.ports.writeRows(writes);
      },
    };
    await drain(stage, instrument(ports), A_MOMENT);
    const shared = written.filter((each) => each.kind === 'name' && each.key.endsWith('#web.example.com'));
    expect(shared.length).toBeGreaterThan(1);
    expect(schemasOf(written.map(({ row }) => ({ ...row })))).toEqual([SCHEMA]);
  });

  it('a name that is new is published beside what stands', async () => {
    const { stage } = await restore(settled);
    await createV2(stage, 'new', 'new.example.com web.example.com');
    await drain(stage, instrument(stage.ports), A_WHILE);
    expect(Object.keys(zoneContents(stage))).toContain('new.example.com A');
    expect(itemOf(stage, 'name#ZPUBLIC#web.example.com')).toMatchObject({ schema: SCHEMA });
  });
});
