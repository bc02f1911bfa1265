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
    const asked = { cluster: 'demo', loadBalancers: ids(1), notBefore };
    await ask(asked);
    expect(inputs()).toMatchObject([{ QueueUrl: 'https://queue', DelaySeconds: seconds }]);
    expect(parseSurveyAsk(inputs()[0].MessageBody)).toEqual(asked);
  });

  it('of 2,500 load balancers is three messages that fit the queue', async () => {
    await ask({ cluster: 'demo', loadBalancers: ids(2_500), notBefore: NOW });
    const sent = inputs().map(({ MessageBody }) => parseSurveyAsk(MessageBody).loadBalancers);
    expect(sent.map((some) => some.length)).toEqual([1000, 1000, 500]);
    expect(sent.flat()).toEqual(ids(2_500));
  });

  it('of nobody is a message all the same', async () => {
    await ask({ cluster: 'demo', loadBalancers: [], notBefore: 0 });
    expect(inputs()).toHaveLength(1);
  });
});
