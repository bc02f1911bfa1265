import { describe, expect, it } from 'vitest';
import type { FreezeRow } from '../../../shared/ledger/freeze-row.ts';
import { SCHEMA } from '../../../shared/ledger/rows.ts';
import { createClassic, createV2, untagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { operate } from '../../stage/operate.ts';
import { createStage, type Stage } from '../../stage/stage.ts';

const MINUTE = 60_000;
const AT = '2026-01-01T00:00:00.000Z';
const ZONE = { zone: 'ZPUBLIC' };

const hintsOf = (stage: Stage) =>
  stage.queue.splice(0).map(({ hint }) => (hint.kind === 'name' ? `${hint.zoneId} ${hint.host}` : hint.id));
const workFor = (stage: Stage, milliseconds: number) => drain(stage, instrument(stage.ports), milliseconds);
const freezesOf = async (stage: Stage) => Object.keys((await stage.ports.readFreezes())?.freezes ?? {});

/** A load balancer that stands with two names, and one that asks for a third that it does not get. */
async function world() {
  const stage = createStage();
  const web = await createV2(stage, 'web', 'a.example.com b.example.com');
  await createClassic(stage, 'old', 'a.nowhere.org x.sub.example.com');
  await drain(stage);
  return { stage, web };
}

describe('sync', () => {
  it.each<[string, object, (arn: string) => string[], string]>([
    ['one by its ARN', { loadBalancer: 'WEB' }, (arn) => [arn], '1 load balancer and 0 names'],
    [
      'a classic one',
      { loadBalancer: 'classic/us-east-1/old' },
      () => ['classic/us-east-1/old'],
      '1 load balancer and 0 names',
    ],
    [
      'a classic one by its ARN',
      { loadBalancer: 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/old' },
      () => ['classic/us-east-1/old'],
      '1 load balancer and 0 names',
    ],
    [
      'one that nobody knows yet',
      { loadBalancer: 'classic/us-east-1/new' },
      () => ['classic/us-east-1/new'],
      '1 load balancer and 0 names',
    ],
    [
      'a name, and who asks for it',
      { name: 'A.example.com.' },
      (arn) => ['ZPUBLIC a.example.com', arn],
      '1 load balancer and 1 name',
    ],
    [
      'a name in a zone',
      { name: 'a.example.com', zone: 'ZPUBLIC' },
      (arn) => ['ZPUBLIC a.example.com', arn],
      '1 load balancer and 1 name',
    ],
    ['everything', { all: true }, (arn) => [arn, 'classic/us-east-1/old'], '2 load balancers and 0 names'],
  ])('has looked at: %s', async (_, what, hinted, told) => {
    const { stage, web } = await world();
    const payload = JSON.parse(JSON.stringify({ command: 'sync', ...what }).replace('WEB', web.arn));
    expect(await operate(stage, payload)).toMatchObject({ done: `hinted ${told}` });
    expect(hintsOf(stage).toSorted()).toEqual(hinted(web.arn).toSorted());
  });

  it('says who asks, and by which invocation', async () => {
    const { stage } = await world();
    await operate(stage, { command: 'sync', name: 'a.example.com', by: 'ann' });
    expect(stage.queue.map(({ hint }) => hint.cause)).toEqual(
      stage.queue.map(() => ({
        event: 'operator',
        eventId: 'asked',
        at: new Date(stage.clock.now()).toISOString(),
        principal: 'ann',
      })),
    );
  });

  it.each<[string, object, string]>([
    [
      'a load balancer of another Region',
      { loadBalancer: 'classic/eu-west-1/web' },
      'expected the ARN of a load balancer of account 000000000000 and Region us-east-1, or classic/us-east-1/<name>',
    ],
    [
      'a load balancer of another account',
      {
        loadBalancer:
          'arn:aws:elasticloadbalancing:us-east-1:999999999999:loadbalancer/app/web/50dc6c495c0c9188',
      },
      'expected the ARN of a load balancer of account 000000000000',
    ],
    ['what is none', { loadBalancer: 'web' }, 'payload.loadBalancer: got "web"'],
    [
      'a target group',
      { loadBalancer: 'arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/x/1' },
      'payload.loadBalancer',
    ],
    [
      'a name that nobody asks for',
      { name: 'c.example.com' },
      'zone ZPUBLIC, ZPRIVATE knows none of that name',
    ],
    [
      'a name in no zone',
      { name: 'a.nowhere.org' },
      'expected a name in a zone of the settings: example.com, sub.example.com',
    ],
    [
      'a name in a zone that does not hold it',
      { name: 'a.example.com', zone: 'ZSUB' },
      'expected sub.example.com or a name below it, as zone ZSUB holds',
    ],
    [
      'a name in a zone of others',
      { name: 'a.example.com', zone: 'ZX' },
      'payload.zone: got "ZX", expected a zone of the settings: ZPUBLIC (example.com), ZSUB (sub.example.com), ZPRIVATE (example.com, private)',
    ],
    ['what is no name', { name: 'a b' }, 'expected a hostname: this one has " "'],
  ])('refuses %s, and hints nobody', async (_, what, words) => {
    const { stage } = await world();
    await expect(operate(stage, { command: 'sync', ...what })).rejects.toThrow(words);
    expect(stage.queue).toEqual([]);
  });
});

describe('freeze', () => {
  const freeze = (stage: Stage, scope: unknown, minutes = 60) =>
    operate(stage, { command: 'freeze', scope, minutes, reason: 'migration' });

  it('tells until when, and what else is frozen', async () => {
    const stage = createStage();
    await freeze(stage, 'stack', 30);
    const { done, ...rest } = (await operate(stage, {
      command: 'freeze',
      scope: { zone: 'ZSUB', name: 'X.sub.example.com' },
      minutes: 10,
      reason: 'wrong',
      by: 'ann',
    })) as { done: string };
    expect(done).toBe(
      'froze x.sub.example.com in zone ZSUB until 2026-01-01T00:10:00.000Z: runs that begin from now on write nothing there',
    );
    expect(rest).toEqual({
      inForce: [
        { scope: 'the stack', reason: 'migration', since: AT, until: '2026-01-01T00:30:00.000Z' },
        {
          scope: 'x.sub.example.com in zone ZSUB',
          reason: 'wrong',
          since: AT,
          until: '2026-01-01T00:10:00.000Z',
          by: 'ann',
        },
      ],
    });
  });

  it.each<[string, unknown, string]>([
    ['a zone of others', { zone: 'ZX' }, 'payload.scope.zone: got "ZX", expected a zone of the settings'],
    [
      'a name that its zone does not hold',
      { zone: 'ZSUB', name: 'a.example.com' },
      'payload.scope.name: got "a.example.com", expected sub.example.com or a name below it',
    ],
    ['what is no name', { ...ZONE, name: '10.0.0.1' }, 'this one is an IP address'],
  ])('refuses %s: it would protect nothing', async (_, scope, words) => {
    const stage = createStage();
    await expect(freeze(stage, scope)).rejects.toThrow(words);
    expect(await freezesOf(stage)).toEqual([]);
  });

  it('takes the place of one of the same scope, and those that have ended go', async () => {
    const stage = createStage();
    await freeze(stage, 'stack', 5);
    await freeze(stage, ZONE, 60);
    stage.clock.advance(6 * MINUTE);
    await freeze(stage, ZONE, 10);
    expect((await stage.ports.readFreezes())?.freezes).toEqual({
      'zone#ZPUBLIC': {
        reason: 'migration',
        by: '',
        at: stage.clock.now(),
        until: stage.clock.now() + 10 * MINUTE,
      },
    });
  });

  it('loses nothing that others freeze at the same time', async () => {
    const stage = createStage();
    await Promise.all(['ZPUBLIC', 'ZSUB', 'ZPRIVATE'].map((zone) => freeze(stage, { zone })));
    expect((await freezesOf(stage)).toSorted()).toEqual(['zone#ZPRIVATE', 'zone#ZPUBLIC', 'zone#ZSUB']);
  });

  it('says so where it gets no turn', async () => {
    const stage = createStage();
    const changed = { writeRows: async () => 'lost' as const };
    const payload = { command: 'freeze', scope: 'stack', minutes: 1, reason: 'x' };
    await expect(operate(stage, payload, changed)).rejects.toThrow(
      'The row of freezes was written by others 8 times in a row, expected to get a turn: nothing was done, invoke again.',
    );
  });

  it('takes 200, and says what to do then', async () => {
    const stage = createStage();
    const names = Array.from({ length: 200 }, (_, index) => [
      `name#ZPUBLIC#n${index}.example.com`,
      { reason: 'x', by: '', at: stage.clock.now(), until: stage.clock.now() + MINUTE },
    ]);
    const row: FreezeRow = { rev: 'r', schema: SCHEMA, freezes: Object.fromEntries(names) };
    await stage.ports.writeRows([{ kind: 'freezes', row, ifVersion: '' }]);
    await expect(freeze(stage, ZONE)).rejects.toThrow(
      'expected 200 freezes at a time: freeze the zone in place of its names',
    );
    await freeze(stage, { ...ZONE, name: 'n1.example.com' });
  });
});

describe('unfreeze', () => {
  async function frozen(scope: unknown) {
    const { stage, web } = await world();
    await operate(stage, { command: 'freeze', scope, minutes: 600, reason: 'migration' });
    await untagV2(stage, web);
    await workFor(stage, 5 * MINUTE);
    stage.queue.splice(0);
    return { stage, web };
  }

  it('hints whom a freeze held back within its scope, and nobody else', async () => {
    const { stage, web } = await frozen('stack');
    expect(await operate(stage, { command: 'unfreeze', scope: 'stack' })).toEqual({
      done: 'unfroze the stack (migration); hinted 1 load balancer that a freeze held back',
      hinted: { loadBalancers: 1 },
      inForce: [],
    });
    expect(hintsOf(stage)).toEqual([web.arn]);
    expect(await freezesOf(stage)).toEqual([]);
  });

  it('said again, hints again: what it did the first time may have failed half way', async () => {
    const { stage, web } = await frozen(ZONE);
    const payload = { command: 'unfreeze', scope: ZONE };
    const changed = {
      writeHints: async () => {
        throw new Error('the queue is gone');
      },
    };
    await expect(operate(stage, payload, changed)).rejects.toThrow('the queue is gone');
    expect(await operate(stage, payload)).toMatchObject({
      done: 'zone ZPUBLIC was not frozen; hinted 1 load balancer that a freeze held back',
    });
    expect(hintsOf(stage)).toEqual([web.arn]);
  });

  it('of another scope leaves what is frozen, and tells of it', async () => {
    const { stage } = await frozen(ZONE);
    expect(await operate(stage, { command: 'unfreeze', scope: { zone: 'ZSUB' } })).toMatchObject({
      done: 'zone ZSUB was not frozen; hinted 0 load balancers that a freeze held back',
      inForce: [{ scope: 'zone ZPUBLIC' }],
    });
    expect(hintsOf(stage)).toEqual([]);
    expect(await freezesOf(stage)).toEqual(['zone#ZPUBLIC']);
  });
});
