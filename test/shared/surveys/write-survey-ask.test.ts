import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { parseSurveyAsk } from '../../../shared/surveys/parse-survey-ask.ts';
import { writeSurveyAsk } from '../../../shared/surveys/write-survey-ask.ts';

const NOW = 1_000_000;
const send = vi.fn();
const client = { send } as unknown as Parameters<typeof writeSurveyAsk>[0];
const ask = writeSurveyAsk(client, 'https://queue', () => NOW);
const ids = (count: number) =>
  Array.from({ length: count }, (_, i): LoadBalancerId => `classic/us-east-1/n${i}`);
const inputs = () => send.mock.calls.map(([command]) => command.input);

beforeEach(() => {
  send.mockReset();
  send.mockResolvedValue({});
});

describe('asking for a survey', () => {
  it.each([
    [NOW - 5_000, 0],
    [NOW, 0],
    [NOW + 1, 1],
    [NOW + 4_001, 5],
    [NOW + 3_600_000, 900],
  ])('not before %i is held back %i seconds', async (notBefore, seconds) => {
    const cause = { event: 'AddTags', eventId: 'e', at: '2026-01-01T00:00:00Z', principal: 'ann' };
    const causes = { 'classic/us-east-1/n0': cause };
    const asked = { cluster: 'demo', loadBalancers: ids(1), notBefore, causes };
    await ask(asked);
    expect(inputs()).toMatchObject([{ QueueUrl: 'https://queue', DelaySeconds: seconds }]);
    expect(parseSurveyAsk(inputs()[0].MessageBody)).toEqual(asked);
  });

  it('of 600 load balancers is three messages that fit the queue, each with its own causes', async () => {
    const arn = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer';
    const all = Array.from(
      { length: 600 },
      (_, i): LoadBalancerId => `${arn}/net/a-name-of-32-characters-at-most${i}/50dc6c495c0c9188`,
    );
    const session = `arn:aws:sts::123456789012:assumed-role/${'r'.repeat(64)}/${'s'.repeat(64)}`;
    const more = { at: '2026-01-01T00:00:00Z', principal: session, via: 'look again' };
    const causes = Object.fromEntries(
      all.map((id, i) => [
        id,
        { event: 'CreateLoadBalancer', eventId: `728edffa-1442-4650-ac29-${i}`, ...more },
      ]),
    );
    await ask({ cluster: 'demo', loadBalancers: all, notBefore: NOW, causes });
    const bodies = inputs().map(({ MessageBody }) => String(MessageBody));
    for (const body of bodies) expect(body.length).toBeLessThan(256 * 1024);
    const sent = bodies.map(parseSurveyAsk);
    expect(sent.map(({ loadBalancers }) => loadBalancers.length)).toEqual([250, 250, 100]);
    expect(sent.flatMap(({ loadBalancers }) => loadBalancers)).toEqual(all);
    for (const { loadBalancers, causes: own } of sent)
      expect(own).toEqual(Object.fromEntries(loadBalancers.map((id) => [id, causes[id]])));
  });

  it.each([
    ['no causes', {}],
    ['causes that are none', { causes: { 'classic/us-east-1/n0': { event: 7 } } }],
    ['causes of what is no load balancer', { causes: { web: { event: 'sweep', eventId: 'e', at: 't' } } }],
  ])('is read with %s', (_, more) => {
    const body = JSON.stringify({ cluster: 'demo', loadBalancers: ids(1), notBefore: 1, ...more });
    expect(parseSurveyAsk(body)).toEqual({ cluster: 'demo', loadBalancers: ids(1), notBefore: 1 });
  });

  it('of nobody is a message all the same', async () => {
    await ask({ cluster: 'demo', loadBalancers: [], notBefore: 0 });
    expect(inputs()).toHaveLength(1);
  });
});
