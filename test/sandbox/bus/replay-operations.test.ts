import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  CancelReplayCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  ListArchivesCommand,
  ListReplaysCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { worldClient } from '../../world/client.ts';
import { archiveOperations } from './archive-operations.ts';
import { createArchives, defaultBusArn } from './archives.ts';
import type { DefaultBus } from './default-bus.ts';
import { replayOperations } from './replay-operations.ts';

// What EventBridge answers about archives and replays, its refusals word for word (API reference; for the words: what
// other players of it recorded from AWS).

const CALLER = { account: '111122223333', region: 'us-east-1' };
const BUS = defaultBusArn(CALLER);
const TIME = Date.parse('2026-01-01T06:00:00Z');
const [FROM, TO] = [TIME / 1000 - 3600, TIME / 1000];

/** Two archives, of which one holds three events a minute apart, and a bus that takes each when it is told to. */
function setUp() {
  const archives = createArchives();
  for (const name of ['calls', 'others'])
    archives.add({
      ...CALLER,
      name,
      arn: `arn:aws:events:us-east-1:111122223333:archive/${name}`,
      source: BUS,
      createdAt: TIME - 86_400_000,
      description: undefined,
      pattern: undefined,
      retentionDays: 30,
    });
  for (const minute of [1, 2, 3])
    archives.find(CALLER, 'calls')?.events.push({
      ...CALLER,
      id: String(minute),
      version: '0',
      'detail-type': 'any',
      source: 'aws.elasticloadbalancing',
      time: new Date(TIME - 3_600_000 + minute * 60_000).toISOString(),
      resources: [],
      detail: {},
    });
  const taken: { readonly event: object; readonly rules: readonly string[] | undefined }[] = [];
  const waiting: (() => void)[] = [];
  const bus: DefaultBus = {
    publish: (event, rules) => taken.push({ event, rules }),
    settled: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => undefined,
  };
  const client = worldClient<EventBridgeClient>(
    {
      ...archiveOperations(
        archives,
        () => TIME,
        async () => undefined,
      ),
      ...replayOperations(
        archives,
        bus,
        () => TIME,
        (events) => events,
      ),
    },
    CALLER,
  );
  const start = (ReplayName: string, changed: object = {}) =>
    client.send(
      new StartReplayCommand({
        ReplayName,
        EventSourceArn: archives.find(CALLER, 'calls')?.arn,
        EventStartTime: FROM as unknown as Date,
        EventEndTime: TO as unknown as Date,
        Destination: { Arn: BUS, FilterArns: ['rule'] },
        ...changed,
      }),
    );
  const state = async (ReplayName: string) =>
    (await client.send(new DescribeReplayCommand({ ReplayName }))).State;
  /** The bus has brought what it took; and whoever waited for that went on. */
  const settle = async () => {
    await turn();
    for (const go of waiting.splice(0)) go();
    await turn();
  };
  return { client, taken, start, state, settle };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('StartReplay', () => {
  it('goes through the events of the span by their time, and can be watched', async () => {
    const { client, taken, start, state, settle } = setUp();
    expect(await start('monday')).toMatchObject({ State: 'STARTING' });
    await turn();
    expect(await client.send(new DescribeReplayCommand({ ReplayName: 'monday' }))).toMatchObject({
      ReplayName: 'monday',
      ReplayArn: 'arn:aws:events:us-east-1:111122223333:replay/monday',
      State: 'RUNNING',
      EventStartTime: FROM,
      EventEndTime: TO,
      EventLastReplayedTime: FROM + 60,
      Destination: { Arn: BUS, FilterArns: ['rule'] },
    });
    for (let event = 1; event <= 3; event += 1) await settle();
    expect(await state('monday')).toBe('COMPLETED');
    expect(taken.map(({ rules }) => rules)).toEqual([['rule'], ['rule'], ['rule']]);
    expect(taken.map(({ event }) => event)).toEqual(
      ['1', '2', '3'].map((id) => expect.objectContaining({ id, 'replay-name': 'monday' })),
    );
  });

  const refused = (parameter: string, reason: string) => ({
    name: 'ValidationException',
    message: `Parameter ${parameter} is not valid. Reason: ${reason}`,
  });
  it.each<[string, object, object]>([
    [
      'an archive that is not there',
      { EventSourceArn: 'arn:aws:events:us-east-1:111122223333:archive/none' },
      refused('EventSourceArn', 'Archive none does not exist.'),
    ],
    [
      'another bus',
      { Destination: { Arn: BUS.replace('default', 'team') } },
      refused('Destination.Arn', 'Cross event bus replay is not permitted.'),
    ],
    [
      'what is no bus',
      { Destination: { Arn: 'bus' } },
      refused('Destination.Arn', 'Must contain an event bus ARN.'),
    ],
    [
      'an end before its beginning',
      { EventStartTime: TO, EventEndTime: FROM },
      refused('EventEndTime', 'EventStartTime must be before EventEndTime.'),
    ],
    [
      'no time at all',
      { EventStartTime: TO },
      refused('EventEndTime', 'EventStartTime must be before EventEndTime.'),
    ],
  ])('refuses %s', async (_, changed, error) => {
    const { start, taken } = setUp();
    await expect(start('monday', changed)).rejects.toMatchObject(error);
    expect(taken).toEqual([]);
  });

  it('refuses a name that there is', async () => {
    const { start } = setUp();
    await start('monday');
    await expect(start('monday')).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'Replay monday already exists.',
    });
  });

  it('refuses the eleventh that runs, until one has ended', async () => {
    const { client, start, settle } = setUp();
    for (let replay = 1; replay <= 10; replay += 1) await start(`replay-${replay}`);
    await expect(start('replay-11')).rejects.toMatchObject({ name: 'LimitExceededException' });
    await turn();
    await client.send(new CancelReplayCommand({ ReplayName: 'replay-3' }));
    await expect(start('replay-11')).rejects.toMatchObject({ name: 'LimitExceededException' });
    await settle();
    await start('replay-11');
  });
});

describe('CancelReplay', () => {
  it('ends a replay where it is', async () => {
    const { client, taken, start, state, settle } = setUp();
    await start('monday');
    await turn();
    const cancel = () => client.send(new CancelReplayCommand({ ReplayName: 'monday' }));
    expect(await cancel()).toMatchObject({ State: 'CANCELLING' });
    await settle();
    expect(await state('monday')).toBe('CANCELLED');
    expect(taken).toHaveLength(1);
    await expect(cancel()).rejects.toMatchObject({
      name: 'IllegalStatusException',
      message: 'Replay monday is not in a valid state for this operation.',
    });
  });

  it('as DescribeReplay, knows none that is not there', async () => {
    const { client, state } = setUp();
    const error = { name: 'ResourceNotFoundException', message: 'Replay none does not exist.' };
    await expect(client.send(new CancelReplayCommand({ ReplayName: 'none' }))).rejects.toMatchObject(error);
    await expect(state('none')).rejects.toMatchObject(error);
  });
});

describe('ListReplays', () => {
  it('lists by name, archive or state, page by page, without the rules', async () => {
    const { client, start, settle } = setUp();
    for (const name of ['monday', 'monday-2', 'tuesday']) await start(name);
    for (let event = 1; event <= 3; event += 1) await settle();
    await start('friday', { EventSourceArn: 'arn:aws:events:us-east-1:111122223333:archive/others' });
    const list = async (input: object) =>
      (await client.send(new ListReplaysCommand(input))).Replays?.map(({ ReplayName }) => ReplayName);
    expect(await list({ NamePrefix: 'monday' })).toEqual(['monday', 'monday-2']);
    expect(await list({ State: 'COMPLETED' })).toEqual(['monday', 'monday-2', 'tuesday']);
    expect(await list({ EventSourceArn: 'arn:aws:events:us-east-1:111122223333:archive/others' })).toEqual([
      'friday',
    ]);
    const first = await client.send(new ListReplaysCommand({ Limit: 3 }));
    expect(first.Replays?.[0]).not.toHaveProperty('Destination');
    expect(await list({ Limit: 3, NextToken: first.NextToken })).toEqual(['friday']);
  });

  it('takes one filter', async () => {
    await expect(
      setUp().client.send(new ListReplaysCommand({ NamePrefix: 'a', State: 'RUNNING' })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        'At most one filter is allowed for ListReplays. Use either : State, EventSourceArn, or NamePrefix.',
    });
  });
});

describe('archives', () => {
  it('are described with what they hold and for how long', async () => {
    const { client } = setUp();
    expect(await client.send(new DescribeArchiveCommand({ ArchiveName: 'calls' }))).toMatchObject({
      ArchiveArn: 'arn:aws:events:us-east-1:111122223333:archive/calls',
      ArchiveName: 'calls',
      EventSourceArn: BUS,
      State: 'ENABLED',
      RetentionDays: 30,
      EventCount: 3,
      CreationTime: TIME / 1000 - 86_400,
    });
  });

  it('that are not there are not described', async () => {
    await expect(
      setUp().client.send(new DescribeArchiveCommand({ ArchiveName: 'none' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Archive none does not exist.',
    });
  });

  it('are listed by name, bus or state, one at a time', async () => {
    const { client } = setUp();
    const list = async (input: object) =>
      (await client.send(new ListArchivesCommand(input))).Archives?.map(({ ArchiveName }) => ArchiveName);
    expect(await list({})).toEqual(['calls', 'others']);
    expect(await list({ NamePrefix: 'ca' })).toEqual(['calls']);
    expect(await list({ EventSourceArn: BUS })).toEqual(['calls', 'others']);
    expect(await list({ State: 'DISABLED' })).toEqual([]);
    const first = await client.send(new ListArchivesCommand({ Limit: 1 }));
    expect(await list({ Limit: 1, NextToken: first.NextToken })).toEqual(['others']);
    await expect(list({ NamePrefix: 'ca', EventSourceArn: BUS })).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        'At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.',
    });
  });
});
