import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/sync/ports.ts';
import { createV2, deleteV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { meanwhile } from '../../stage/meanwhile.ts';
import { operate } from '../../stage/operate.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HOST = 'a.example.com';
const OTHER = 'b.example.com';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Nothing but the looks of a freeze is left in the queue then. */
const SOON = 5 * MINUTE;

const ZONE = { zone: 'ZPUBLIC' };
const NAME = { ...ZONE, name: HOST };

const freeze = (stage: Stage, scope: unknown, minutes = 60, reason = 'migration') =>
  operate(stage, { command: 'freeze', scope, minutes, reason, by: 'ann' });
const unfreeze = (stage: Stage, scope: unknown) => operate(stage, { command: 'unfreeze', scope });
const workFor = (stage: Stage, milliseconds: number, ports = stage.ports) =>
  drain(stage, instrument(ports), milliseconds);
const toldOf = (stage: Stage, host: string) =>
  stage.decisions.filter(({ hostname }) => hostname === host).at(-1);

async function published() {
  const stage = createStage();
  const web = await createV2(stage, 'web', HOST);
  await drain(stage);
  return { stage, web };
}

/** What happens to a name that stands; what Route 53 does not get meanwhile; what stands of it in the end. */
interface Change {
  readonly act: (world: Awaited<ReturnType<typeof published>>) => Promise<unknown>;
  readonly plan: RegExp;
  readonly end: Record<string, unknown>;
}

const CHANGES: Readonly<Record<string, Change>> = {
  'the tag goes': {
    act: ({ stage, web }) => untagV2(stage, web),
    plan: /; it would DELETE A alias to web-\S+$/,
    end: {},
  },
  'the load balancer goes': {
    act: ({ stage, web }) => deleteV2(stage, web),
    plan: /; it would DELETE A alias to web-\S+$/,
    end: {},
  },
  'the target changes': {
    act: ({ stage, web }) =>
      tagV2(stage, web, { 'signpost/record-type': 'cname', 'signpost/target': 'other.example.net' }),
    plan: /; it would DELETE A alias to web-\S+; CREATE CNAME other\.example\.net$/,
    end: { [`${HOST} CNAME`]: 'other.example.net' },
  },
  'another takes over': {
    act: async ({ stage, web }) => {
      await deleteV2(stage, web);
      await createV2(stage, 'next', HOST);
    },
    plan: /; it would DELETE A alias to web-\S+; CREATE A alias to next-\S+$/,
    end: { [`${HOST} A`]: expect.stringMatching(/^next-/) },
  },
};

describe.each([
  ['the name', NAME],
  ['its zone', ZONE],
  ['the stack', 'stack'],
])('while %s is frozen', (_, scope) => {
  it.each(Object.entries(CHANGES))(
    '%s: nothing is announced, and then it follows, without a sweep',
    async (...[, change]) => {
      const world = await published();
      const { stage } = world;
      const before = zoneContents(stage);
      const batches = stage.route53.changes.length;
      await freeze(stage, scope);
      await change.act(world);
      await workFor(stage, SOON);
      expect(zoneContents(stage)).toEqual(before);
      expect(stage.route53.changes).toHaveLength(batches);
      expect(nameRow(stage, HOST)).toMatchObject({ sent: [], doubt: false });
      const held = stage.decisions.find(({ outcome }) => outcome === 'held back');
      expect(held?.reason).toMatch(
        /^frozen until 20\S+Z: migration \(.*(the stack|zone ZPUBLIC)\); it would /,
      );
      expect(held?.reason).toMatch(change.plan);
      await unfreeze(stage, scope);
      await workFor(stage, SOON);
      expect(zoneContents(stage)).toEqual(change.end);
    },
  );
});

it('names in other zones go on while a zone is frozen', async () => {
  const stage = createStage();
  await freeze(stage, ZONE);
  const web = await createV2(stage, 'web', `${HOST} x.sub.example.com`);
  await workFor(stage, SOON);
  expect(zoneContents(stage)).toEqual({});
  expect(zoneContents(stage, 'ZSUB')).toEqual({ 'x.sub.example.com A': web.dnsName });
});

it('other names of its load balancer go on while a name is frozen', async () => {
  const { stage, web } = await published();
  await freeze(stage, NAME);
  await tagV2(stage, web, { 'signpost/hostname': OTHER });
  await workFor(stage, SOON);
  expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName, [`${OTHER} A`]: web.dnsName });
});

describe('a freeze that ends by itself', () => {
  it.each([3, 10, 25, 60, 24 * 60])(
    'after %i minutes: what was held back follows then, by the looks alone',
    async (minutes) => {
      const { stage, web } = await published();
      const until = stage.clock.now() + minutes * MINUTE;
      await freeze(stage, ZONE, minutes);
      await tagV2(stage, web, { 'signpost/hostname': OTHER });
      await workFor(stage, until - SECOND - stage.clock.now());
      expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
      await workFor(stage, 2 * SECOND);
      expect(zoneContents(stage)).toEqual({ [`${OTHER} A`]: web.dnsName });
      await drain(stage);
    },
  );

  it('asks for one look of a load balancer at a time, however many events there were', async () => {
    const { stage, web } = await published();
    await freeze(stage, ZONE, 24 * 60);
    for (let event = 0; event < 30; event += 1) {
      await tagV2(stage, web, { 'signpost/hostname': `n${event}.example.com m${event}.example.com` });
      await workFor(stage, 20 * SECOND);
    }
    await workFor(stage, 60 * MINUTE);
    const batches: number[] = [];
    const counting: Ports = {
      ...stage.ports,
      writeHints: (hints) => {
        batches.push(hints.length);
        return stage.ports.writeHints(hints);
      },
    };
    await workFor(stage, 60 * MINUTE, counting);
    expect(batches).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('is told anew when it is prolonged, and holds on', async () => {
    const { stage, web } = await published();
    await freeze(stage, ZONE, 15);
    await untagV2(stage, web);
    await workFor(stage, SOON);
    await freeze(stage, ZONE, 60, 'it takes longer');
    await workFor(stage, 30 * MINUTE);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    expect(toldOf(stage, HOST)?.reason).toMatch(
      /^frozen until \S+: it takes longer \(zone ZPUBLIC\); it would DELETE/,
    );
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('of two, the last one ends it', async () => {
    const { stage, web } = await published();
    await freeze(stage, NAME, 30);
    await freeze(stage, 'stack', 15);
    await untagV2(stage, web);
    await workFor(stage, 20 * MINUTE);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    await unfreeze(stage, NAME);
    await workFor(stage, SOON);
    expect(zoneContents(stage)).toEqual({});
  });
});

describe('a freeze that begins or ends within a run', () => {
  it('what is announced is sent', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage, instrument(meanwhile(stage.ports, 'applyChanges', () => freeze(stage, 'stack'))));
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    expect(nameRow(stage, HOST)).toMatchObject({ sent: [], doubt: false });
  });

  it('what a run holds back that had not heard of its end is looked at again', async () => {
    const { stage, web } = await published();
    await freeze(stage, 'stack', 24 * 60);
    await tagV2(stage, web, { 'signpost/hostname': OTHER });
    await invoke(
      stage,
      instrument(meanwhile(stage.ports, 'listLoadBalancers', () => unfreeze(stage, 'stack'))),
    );
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    await workFor(stage, 15 * MINUTE);
    expect(zoneContents(stage)).toEqual({ [`${OTHER} A`]: web.dnsName });
  });

  it('what is unfrozen by one who is gone before the hints went out follows at the next look', async () => {
    const { stage, web } = await published();
    await freeze(stage, 'stack', 24 * 60);
    await tagV2(stage, web, { 'signpost/hostname': OTHER });
    await workFor(stage, SOON);
    const dies = { writeHints: () => Promise.reject(new Error('killed')) };
    await expect(operate(stage, { command: 'unfreeze', scope: 'stack' }, dies)).rejects.toThrow('killed');
    await workFor(stage, 10 * MINUTE);
    expect(zoneContents(stage)).toEqual({ [`${OTHER} A`]: web.dnsName });
  });

  it('an answer that was lost before it is read, and nothing more', async () => {
    const { stage, web } = await published();
    const lost: Ports = {
      ...stage.ports,
      applyChanges: async () => ({ kind: 'unknown', error: new Error('the answer is lost') }),
      listRecordSets: async () => {
        throw new Error('no answer');
      },
    };
    await tagV2(stage, web, {
      'signpost/hostname': `${HOST} ${OTHER}`,
      'signpost/evaluate-target-health': 'false',
    });
    await invoke(stage, instrument(lost));
    expect(nameRow(stage, HOST)).toMatchObject({ doubt: true });
    await freeze(stage, 'stack');
    const batches = stage.route53.changes.length;
    await workFor(stage, SOON);
    expect(stage.route53.changes).toHaveLength(batches);
    expect(nameRow(stage, HOST)).toMatchObject({ doubt: false, standing: [{ lb: web.arn }] });
  });
});

it('where the freezes cannot be read, nothing is looked at, and the hints come back', async () => {
  const stage = createStage();
  await createV2(stage, 'web', HOST);
  const ports: Ports = {
    ...stage.ports,
    readFreezes: async () => {
      throw new Error('throttled');
    },
  };
  const instrumented = instrument(ports);
  const before = stage.queue.length;
  await invoke(stage, instrumented);
  expect(instrumented.calls).toEqual(['readFreezes']);
  expect(stage.queue).toHaveLength(before);
});
