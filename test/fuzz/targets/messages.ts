import { encodeHint } from '../../../shared/events/hint-message.ts';
import { parseMessage } from '../../../shared/events/parse-message.ts';
import { parseLoadBalancerId } from '../../../shared/load-balancers/load-balancer-id.ts';
import { parseSurveyAsk } from '../../../shared/surveys/parse-survey-ask.ts';
import { ALB, CLASSIC, REGION, SAMPLES } from '../../shared/events/samples.ts';
import { promise, target, type Verdict } from '../target.ts';
import { broken, mutated, textOf } from '../weird.ts';

const CONTEXT = { region: REGION, tagPrefix: 'signpost' };
const CAUSE = { event: 'AddTags', eventId: 'e', at: '2026-01-01T00:00:00Z', principal: 'ann', via: 'follow' };
const HINTS = [
  encodeHint({
    kind: 'load-balancer',
    id: ALB,
    cause: CAUSE,
    says: { exists: true, tags: { 'signpost/hostname': 'a.example.com', 'signpost/ttl': null } },
    notBefore: 5,
    looks: 1,
    hops: 2,
  }),
  encodeHint({ kind: 'name', zoneId: 'Z1', host: 'a.example.com', cause: CAUSE, retry: true }),
].map((body) => JSON.parse(body) as unknown);

function takeMessage(body: string): Verdict {
  const hints = parseMessage(body, CONTEXT);
  for (const hint of hints) {
    if (hint.kind === 'name') promise(hint.zoneId !== '' && hint.host !== '', 'a name hint names nothing');
    else promise(parseLoadBalancerId(hint.id)?.region === REGION, `a hint names ${hint.id}`);
    promise(typeof hint.cause.event === 'string', 'a cause without an event');
  }
  return hints.length > 0 ? 'accepted' : { refused: 'let by: it concerns no load balancer' };
}

export const events = target({
  name: 'EventBridge events',
  inputs: broken(mutated(SAMPLES.map(({ event }) => event)).map(textOf)),
  take: takeMessage,
});

export const hints = target({ name: 'hints', inputs: broken(mutated(HINTS).map(textOf)), take: takeMessage });

const ASKS = [
  { cluster: 'demo' },
  {
    signpost: 1,
    cluster: 'demo',
    loadBalancers: [ALB, CLASSIC],
    notBefore: 5,
    causes: { [ALB]: CAUSE },
  },
];

export const asks = target({
  name: 'asks for surveys',
  inputs: broken(mutated(ASKS).map(textOf)),
  take: (body): Verdict => {
    const ask = parseSurveyAsk(body);
    promise(/^[0-9A-Za-z][0-9A-Za-z_.-]*$/.test(ask.cluster), `the cluster is ${ask.cluster}`);
    const given = (JSON.parse(body) as { loadBalancers?: unknown[] }).loadBalancers ?? [];
    promise(ask.loadBalancers.length === given.length, 'askers were lost');
    return 'accepted';
  },
});
