import { encodeHint } from '../../shared/events/hint-message.ts';
import { SCHEMA } from '../../shared/ledger/rows.ts';
import { writeSurveyAsk } from '../../shared/surveys/write-survey-ask.ts';
import { drain, surveyBySchedule } from '../stage/drain.ts';
import { instrument } from '../stage/faults.ts';
import { createStage, type Stage } from '../stage/stage.ts';
import { sweep } from '../stage/sweep.ts';
import { ACTS, type Cast, manifestsOf } from './scene.ts';

// Run by make-version.ts inside the checkout of a version: plays the scene with that version's code until it has settled,
// and prints what it left behind. Older versions lack some of these modules.

const FREEZE = {
  command: 'freeze',
  scope: { zone: 'ZPUBLIC', name: 'frozen.example.com' },
  reason: 'a migration',
  minutes: 7 * 24 * 60,
};
const BETWEEN = 3 * 3_600_000;
const A_WHILE = 200_000;

interface Modules {
  readonly operate?: (stage: Stage, payload: unknown) => Promise<unknown>;
  readonly surveyed?: (found: object) => ReturnType<Stage['surveyOf']>;
  readonly buildSurvey?: (found: object) => ReturnType<Stage['surveyOf']>;
}

const load = async (path: string): Promise<Modules> => {
  try {
    return (await import(path)) as Modules;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') return {};
    throw error;
  }
};
const { operate } = await load('../stage/operate.ts');
const build =
  (await load('../stage/surveyed.ts')).surveyed ??
  (await load('../../shared/surveys/build-survey.ts')).buildSurvey;

const stage = createStage();
const cast: Cast = {};
const actedAt: number[] = [];
stage.surveyOf = (cluster, startedAt) => {
  if (build === undefined) throw new Error('this version has nothing that makes surveys');
  return build({ cluster, startedAt, ...manifestsOf(cast) });
};
await operate?.(stage, FREEZE);
for (const { since, act } of ACTS) {
  if (since > SCHEMA) continue;
  stage.clock.advance(BETWEEN);
  actedAt.push(stage.clock.now());
  await act(stage, cast);
  await surveyBySchedule(stage, 'demo');
  await drain(stage, instrument(stage.ports), A_WHILE);
  await sweep(stage);
  await drain(stage, instrument(stage.ports), A_WHILE);
}

const bodies: unknown[] = [];
const sqs = { send: async ({ input }: { input: { MessageBody: string } }) => bodies.push(input.MessageBody) };
const cause = { event: 'AddTags', eventId: 'e', at: '2026-01-01T00:00:00Z', principal: 'ann', via: 'follow' };
const id = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/web/0123456789abcdef';
await writeSurveyAsk(
  sqs as never,
  'queue',
  () => 0,
)({
  cluster: 'demo',
  loadBalancers: [id],
  notBefore: 1_000,
  causes: { [id]: cause },
});
const says = { exists: true, tags: { 'signpost/hostname': 'web.example.com', 'signpost/ttl': null } };

console.log(
  JSON.stringify(
    {
      schema: SCHEMA,
      now: stage.clock.now(),
      actedAt,
      rows: stage.dynamodb.items('ledger'),
      zones: Object.fromEntries(
        stage.settings.zones.map(({ id: zone }) => [
          zone,
          stage.route53.records(zone).filter(({ Type }) => Type !== 'NS' && Type !== 'SOA'),
        ]),
      ),
      surveys: [...stage.surveys.values()],
      hints: [
        encodeHint({ kind: 'load-balancer', id, cause, says, notBefore: 5, looks: 1, hops: 2 }),
        encodeHint({ kind: 'load-balancer', id: 'classic/us-east-1/web', cause }),
        encodeHint({ kind: 'name', zoneId: 'ZPUBLIC', host: 'web.example.com', cause }),
      ],
      asks: bodies,
    },
    null,
    1,
  ),
);
