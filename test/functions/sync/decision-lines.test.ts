import { expect, it } from 'vitest';
import { createV2, deleteV2, tagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { createStage } from '../../stage/stage.ts';

it('one line per change of a decision, traced to the event that began it', async () => {
  const stage = createStage();
  const eventId = () => stage.queue.at(-1)?.hint.cause.eventId;
  const first = await createV2(stage, 'first', 'a.example.com a..b c.example.net');
  const created = eventId();
  await drain(stage);
  expect(stage.decisions.splice(0)).toEqual([
    {
      hostname: 'a.example.com',
      zoneId: 'ZPUBLIC',
      loadBalancer: first.arn,
      outcome: 'published',
      reason: 'not checked: its tags name no cluster',
      eventId: created,
    },
    expect.objectContaining({
      hostname: 'a..b',
      loadBalancer: first.arn,
      outcome: 'refused',
      eventId: created,
    }),
    expect.objectContaining({ hostname: 'c.example.net', outcome: 'refused', eventId: created }),
  ]);
  stage.clock.advance(1000);
  const second = await createV2(stage, 'second', 'a.example.com');
  await drain(stage);
  expect(stage.decisions.splice(0)).toEqual([
    expect.objectContaining({
      loadBalancer: second.arn,
      outcome: 'waiting',
      reason: `held by ${first.arn}; follows when that one goes or no longer asks for it`,
    }),
  ]);
  await deleteV2(stage, first);
  const deleted = eventId();
  await drain(stage);
  expect(stage.decisions.splice(0).map(({ reason: _, ...line }) => line)).toEqual([
    expect.objectContaining({ loadBalancer: first.arn, outcome: 'leaving', eventId: deleted }),
    expect.objectContaining({ loadBalancer: second.arn, outcome: 'waiting', eventId: deleted }),
    expect.objectContaining({ loadBalancer: second.arn, outcome: 'published', eventId: deleted }),
    expect.objectContaining({ loadBalancer: first.arn, outcome: 'left', eventId: deleted }),
  ]);
  await tagV2(stage, second, { 'signpost/hostname': 'b.example.com' });
  await drain(stage);
  const left = stage.decisions.find(({ outcome }) => outcome === 'left');
  expect(left?.reason).toBe('withdrawn: the load balancer is gone or no longer asks for it');
});
