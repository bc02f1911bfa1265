import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ChangeResourceRecordSetsCommand, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import { parseSurvey } from '../../shared/surveys/parse-survey.ts';
import { createStage, type Stage } from '../stage/stage.ts';
import { surveyed } from '../stage/surveyed.ts';
import { putItem } from './put-row.ts';
import { ACTS, type Cast, manifestsOf } from './scene.ts';

export const VERSIONS = 'test/fixtures/versions';

/** What a version's code left behind when the scene had settled (make-version.ts). */
export interface Settled {
  readonly commit: string;
  /** Of its ledger. */
  readonly schema: number;
  /** Epoch ms; when each act of the scene was. */
  readonly now: number;
  readonly actedAt: readonly number[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly zones: Readonly<Record<string, readonly ResourceRecordSet[]>>;
  readonly surveys: readonly Readonly<Record<string, unknown>>[];
  /** Bodies of messages. */
  readonly hints: readonly string[];
  readonly asks: readonly string[];
}

/** Of each version that there is a fixture of, by ledger schema. */
export const SETTLED: readonly Settled[] = readdirSync(VERSIONS)
  .map((schema) => JSON.parse(readFileSync(`${VERSIONS}/${schema}/settled.json`, 'utf8')) as Settled)
  .sort((a, b) => a.schema - b.schema);

/** Whether its functions are there as well (version-code.ts). */
export const hasCode = ({ schema }: Settled): boolean => existsSync(`${VERSIONS}/${schema}/code.mjs`);

/** The world as that version left it, for the code of today: its load balancers, ledger, zones and documents. */
export async function restore(settled: Settled): Promise<{ readonly stage: Stage; readonly cast: Cast }> {
  const { stage, cast } = emptyScene();
  const acts = ACTS.filter(({ since }) => since <= settled.schema);
  for (const [index, { act }] of acts.entries()) {
    stage.clock.advance((settled.actedAt[index] ?? 0) - stage.clock.now());
    await act(stage, cast);
  }
  stage.clock.advance(settled.now - stage.clock.now());
  stage.queue.splice(0);
  for (const row of settled.rows) await putItem(stage, row);
  for (const [zone, sets] of Object.entries(settled.zones)) {
    const there = new Set(stage.route53.records(zone).map(({ Name, Type }) => `${Name} ${Type}`));
    const Changes = sets
      .filter(({ Name, Type }) => !there.has(`${Name} ${Type}`))
      .map((set) => ({ Action: 'CREATE' as const, ResourceRecordSet: set }));
    if (Changes.length > 0)
      await stage.zone.send(
        new ChangeResourceRecordSetsCommand({ HostedZoneId: zone, ChangeBatch: { Changes } }),
      );
  }
  for (const document of settled.surveys) {
    const survey = parseSurvey(JSON.stringify(document));
    if (survey) stage.surveys.set(survey.cluster, survey);
  }
  return { stage, cast };
}

/** The stage before the scene. Its clusters are found as the scene has them, whoever surveys. */
export function emptyScene(): { readonly stage: Stage; readonly cast: Cast } {
  const stage = createStage();
  const cast: Cast = {};
  stage.surveyOf = (cluster, startedAt) => surveyed({ cluster, startedAt, ...manifestsOf(cast) });
  return { stage, cast };
}

/** Every load balancer is looked at, for no particular reason. */
export async function hintAll(stage: Stage): Promise<void> {
  const cause = { event: 'again', eventId: 'again', at: '2026-01-01T00:00:00Z' };
  for (const { id } of await stage.listAllLoadBalancers()) stage.put({ kind: 'load-balancer', id, cause });
}
