import { expect, it } from 'vitest';
import { incompleteSurvey } from '../../../shared/surveys/incomplete-survey.ts';
import { createV2, deleteV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { lbRow } from '../../stage/rows.ts';
import { createStage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HOST = 'a.example.com';

it('the end of a holder that nobody told of is found by whoever asks for its name, before any sweep', async () => {
  const stage = createStage();
  const old = await createV2(stage, 'old', HOST);
  await drain(stage);
  await deleteV2(stage, old);
  stage.queue.splice(0);
  const next = await createV2(stage, 'next', HOST);
  await drain(stage);
  expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: next.dnsName });
});

it('a cluster that cannot be read takes nothing away, however often it was tried', async () => {
  const stage = createStage();
  const mesh = await createV2(stage, 'mesh', HOST, {
    tags: {
      'elbv2.k8s.aws/cluster': 'demo',
      'service.k8s.aws/stack': 'ns/web',
      'service.k8s.aws/resource': 'LoadBalancer',
    },
  });
  const healthy: typeof stage.surveyOf = (cluster, startedAt) => ({
    ...incompleteSurvey(cluster, startedAt, ''),
    complete: true,
    problem: undefined,
    entrances: { 'Service/ns/web': { shows: [mesh.dnsName], serves: {} } },
  });
  stage.surveyOf = healthy;
  await drain(stage);
  expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: mesh.dnsName });
  stage.surveyOf = (cluster, startedAt) => incompleteSurvey(cluster, startedAt, 'it does not answer');
  for (let time = 0; time < 3; time += 1) {
    stage.clock.advance(30 * 60_000);
    stage.surveys.set('demo', stage.surveyOf('demo', stage.clock.now()));
    await sweep(stage);
    await drain(stage);
  }
  expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: mesh.dnsName });
});

it('a run that dies after the first of its transactions has named everything that may come to be', async () => {
  const stage = createStage();
  const tags = Object.fromEntries(
    Array.from({ length: 15 }, (_, tag) => [
      `signpost/hostname.${tag}`,
      Array.from({ length: 10 }, (__, index) => `n${10 * tag + index}.example.com`).join(' '),
    ]),
  );
  const web = await createV2(stage, 'web', undefined, { tags });
  let writes = 0;
  const ports = {
    ...stage.ports,
    writeRows: async (...input: Parameters<typeof stage.ports.writeRows>) => {
      writes += 1;
      if (writes > 1) throw new Error('it died');
      return stage.ports.writeRows(...input);
    },
  };
  await invoke(stage, instrument(ports));
  expect(writes).toBeGreaterThan(1);
  expect(lbRow(stage, web.arn)?.names).toHaveLength(150);
});
