import { beforeEach, describe, expect, it } from 'vitest';
import { storeSurvey } from '../../../functions/survey/store-survey.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { createV2, tagV2 } from '../../stage/actions.ts';
import { surveyPorts } from '../../stage/drain.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { surveyed } from '../../stage/surveyed.ts';

const MANY = 200;
const GATEWAYS = 20;

let stage: Stage;
/** By Service: the load balancer that its status shows. */
let made: { readonly arn: string; readonly dnsName: string }[];
/** By Gateway: the hosts that it declares. Each stands behind ten Services. */
let hosts: string[][];

beforeEach(async () => {
  stage = createStage();
  made = [];
  for (let at = 0; at < MANY; at += 1) made.push(await createV2(stage, `lb-${at}`, undefined));
  hosts = Array.from({ length: GATEWAYS }, (_, gateway) => [`g${gateway}.example.com`]);
  await survey();
});

/** What the schedule does once; answers the load balancers that are hinted. */
async function survey(): Promise<readonly LoadBalancerId[]> {
  stage.clock.advance(120_000);
  const services = made.map(({ dnsName }, at) => ({
    metadata: { namespace: 'n', name: `s${at}` },
    spec: { type: 'LoadBalancer', selector: { mesh: String(at % GATEWAYS) } },
    status: { loadBalancer: { ingress: [{ hostname: dnsName }] } },
  }));
  const istioGateways = hosts.map((declared, gateway) => ({
    metadata: { namespace: 'n', name: `g${gateway}` },
    spec: { selector: { mesh: String(gateway) }, servers: [{ hosts: declared }] },
  }));
  const found = surveyed({ cluster: 'demo', startedAt: stage.clock.now(), services, istioGateways });
  return storeSurvey(found, surveyPorts(stage));
}

const behind = (gateway: number) => made.filter((_, at) => at % GATEWAYS === gateway).map(({ arn }) => arn);

describe(`one Gateway edited among ${MANY} load balancers`, () => {
  it('hints exactly the ten whose served hosts changed', async () => {
    hosts[3] = ['g3.example.com', 'new.example.com'];
    const hinted = await survey();
    expect(hinted).toHaveLength(10);
    expect([...hinted].sort()).toEqual(behind(3).sort());
    expect(await survey(), 'and nobody by the survey after it').toEqual([]);
  });

  it('in a way that serves the same hints nobody', async () => {
    hosts[3] = ['*/g3.example.com', 'G3.example.com'];
    expect(await survey()).toEqual([]);
  });

  it('hints what people put in front of one of its Services as well, and of no other cluster', async () => {
    const byHand = await createV2(stage, 'by-hand', undefined, {
      tags: { 'signpost/cluster': 'demo', 'signpost/service': 'n/s3' },
    });
    const elsewhere = await createV2(stage, 'elsewhere', undefined, {
      tags: { 'signpost/cluster': 'other', 'signpost/service': 'n/s3' },
    });
    await tagV2(stage, elsewhere, { Name: 'x' });
    hosts[3] = ['new.example.com'];
    const hinted = await survey();
    expect(hinted).toHaveLength(11);
    expect([...hinted].sort()).toEqual([...behind(3), byHand.arn].sort());
  });
});
