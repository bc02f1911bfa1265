import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/sync/ports.ts';
import { sync } from '../../../functions/sync/sync.ts';
import { createV2, deleteV2, foreign, plainA } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { callsOfSync, sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

/** Somebody else is faster: does this between our first read and our first change. */
function afterRead(stage: Stage, act: () => Promise<void>): Ports {
  let isDone = false;
  return {
    ...stage.ports,
    applyChanges: async (zone, batch, comment) => {
      if (!isDone) {
        isDone = true;
        await act();
      }
      return stage.ports.applyChanges(zone, batch, comment);
    },
  };
}

const claimOf = (stage: Stage, host: string) => Object.values(nameRow(stage, host)?.claims ?? {})[0];

describe('a batch that Route 53 refuses', () => {
  it('fails the names that somebody else took meanwhile, each with what stands there', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com b.example.com c.example.com');
    const theirs = async () => {
      await foreign(stage, 'CREATE', plainA('a.example.com', '192.0.2.1'));
      await foreign(stage, 'CREATE', plainA('b.example.com', '192.0.2.2'));
    };
    await drain(stage, instrument(afterRead(stage, theirs)));
    expect(zoneContents(stage)).toEqual({
      'a.example.com A': '192.0.2.1',
      'b.example.com A': '192.0.2.2',
      'c.example.com A': web.dnsName,
    });
    expect(claimOf(stage, 'a.example.com')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('192.0.2.1'),
    });
    expect(claimOf(stage, 'a.example.com')?.reason).not.toContain('192.0.2.2');
  });

  it('for a reason that only Route 53 knows tells each name its own part of the message', async () => {
    const stage = createStage();
    const words = (host: string) =>
      `RRSet with DNS name ${host}. is not permitted as it conflicts with other records with the same DNS name in zone example.com.`;
    const bad = ['a.example.com', '*.b.example.com'];
    const ports: Ports = {
      ...stage.ports,
      applyChanges: async (zone, batch, comment) => {
        const hosts = batch.map(({ host }) => host).filter((host) => bad.includes(host));
        if (hosts.length === 0) return stage.ports.applyChanges(zone, batch, comment);
        const message = `[${hosts.map((host) => words(host.replace('*', '\\052'))).join(', ')}]`;
        return { kind: 'refused', message };
      },
    };
    const web = await createV2(stage, 'web', 'a.example.com +.b.example.com c.example.com example.com');
    await drain(stage, instrument(ports));
    expect(zoneContents(stage)).toEqual({
      'c.example.com A': web.dnsName,
      'example.com A': web.dnsName,
    });
    for (const host of bad) {
      const reason = claimOf(stage, host)?.reason ?? '';
      expect(reason).toContain(words(host));
      for (const other of bad) if (other !== host) expect(reason).not.toContain(other);
    }
    const calls = callsOfSync(stage);
    stage.put({ kind: 'load-balancer', id: web.arn as never, cause: { event: '', eventId: '', at: '' } });
    await drain(stage, instrument(ports));
    expect(callsOfSync(stage), 'a second run').toEqual(calls);
    stage.clock.advance(30 * 60_000);
    await sweep(stage);
    await drain(stage);
    expect(Object.keys(zoneContents(stage)), 'tried again at the sweep').toHaveLength(4);
  });

  it('names one of many, whose message names nobody: found by halves, the others go through', async () => {
    const stage = createStage();
    const sent: number[] = [];
    const ports: Ports = {
      ...stage.ports,
      applyChanges: async (zone, batch, comment) => {
        sent.push(batch.length);
        return batch.some(({ host }) => host === 'n37.example.com')
          ? { kind: 'refused', message: 'Something is wrong' }
          : stage.ports.applyChanges(zone, batch, comment);
      },
    };
    const names = Array.from({ length: 100 }, (_, index) => `n${index}.example.com`);
    const tags = Object.fromEntries(
      Array.from({ length: 10 }, (_, tag) => [
        `signpost/hostname.${tag}`,
        names.slice(10 * tag, 10 * tag + 10).join(' '),
      ]),
    );
    await createV2(stage, 'web', undefined, { tags });
    await drain(stage, instrument(ports));
    expect(Object.keys(zoneContents(stage))).toHaveLength(99);
    expect(claimOf(stage, 'n37.example.com')).toMatchObject({
      outcome: 'quarantined',
      reason: expect.stringContaining('Something is wrong'),
    });
    expect(sent.length).toBeLessThan(20);
  });

  it('because somebody else changed our record: theirs is left alone, also when ours should go', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com');
    await drain(stage);
    const [ours] = stage.route53.records('ZPUBLIC').filter(({ Type }) => Type === 'A');
    if (ours) await foreign(stage, 'DELETE', ours);
    await foreign(stage, 'CREATE', plainA('a.example.com'));
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': '192.0.2.1' });
    expect(nameRow(stage, 'a.example.com')).toMatchObject({ claims: {}, standing: [], doubt: false });
  });
});

describe('Route 53 throttles', () => {
  async function throttled(times: number, remaining: number) {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com b.example.com');
    const batches: string[] = [];
    const ports: Ports = {
      ...stage.ports,
      applyChanges: async (zone, batch, comment) => {
        batches.push(batch.map(({ host }) => host).join(' '));
        return batches.length <= times
          ? { kind: 'throttled', error: new Error('Rate exceeded') }
          : stage.ports.applyChanges(zone, batch, comment);
      },
    };
    const end = stage.clock.now() + remaining;
    const run = { ...stage.run, remaining: () => end - stage.clock.now() };
    const failed = await sync(stage.queue.splice(0), ports, run, stage.settings);
    return { stage, web, failed, batches, left: run.remaining() };
  }

  it('for a while: the same batch goes again, later', async () => {
    const { stage, web, failed, batches } = await throttled(4, 120_000);
    expect(failed).toEqual([]);
    expect(new Set(batches)).toEqual(new Set(['a.example.com b.example.com']));
    expect(batches).toHaveLength(5);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName, 'b.example.com A': web.dnsName });
  });

  it('past the deadline: the hint comes back in time, and the name is in doubt until then', async () => {
    const { stage, web, failed, left } = await throttled(1_000, 120_000);
    expect(failed).toMatchObject([{ error: { message: 'Rate exceeded' } }]);
    expect(left).toBeGreaterThan(15_000);
    expect(nameRow(stage, 'a.example.com')).toMatchObject({ doubt: true, standing: [] });
    for (const { hint } of failed) stage.put(hint.hint);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName, 'b.example.com A': web.dnsName });
  });
});

describe('errors say what happened', () => {
  it('where the ledger cannot be written', async () => {
    const stage = createStage();
    await createV2(stage, 'web', 'a.example.com');
    const ports: Ports = {
      ...stage.ports,
      writeRows: async () => {
        throw new Error('AccessDeniedException: dynamodb:PutItem');
      },
    };
    const failed = await sync(stage.queue.splice(0), ports, stage.run, stage.settings);
    expect(failed).toHaveLength(1);
    const [{ error } = { error: new Error('none') }] = failed;
    expect(`${error.message} ${(error.cause as Error | undefined)?.message}`).toContain('AccessDenied');
  });

  it('one invocation later the zone is as it should be', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com');
    const ports: Ports = {
      ...stage.ports,
      writeRows: async () => {
        throw new Error('AccessDeniedException');
      },
    };
    await invoke(stage, instrument(ports));
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
  });
});

it('a role that may write aliases only holds up the names with a CNAME, and no other', async () => {
  const stage = createStage();
  const tags = { 'signpost/hostname.c': 'a.example.com', 'signpost/record-type.c': 'cname' };
  const web = await createV2(stage, 'web', 'b.example.com', { tags });
  const ports: Ports = {
    ...stage.ports,
    applyChanges: async (zone, batch, comment) =>
      batch.some(({ creates }) => creates.some(({ type }) => type === 'CNAME'))
        ? { kind: 'denied', error: new Error('AccessDenied') }
        : stage.ports.applyChanges(zone, batch, comment),
  };
  const failed = await sync(stage.queue.splice(0), ports, stage.run, stage.settings);
  expect(failed).toHaveLength(1);
  expect(zoneContents(stage)).toEqual({ 'b.example.com A': web.dnsName });
});

it('a name that is asked about is tried until it is decided, whichever call fails on the way', async () => {
  const host = 'a.example.com';
  for (let call = 1; ; call += 1) {
    const stage = createStage();
    await foreign(stage, 'CREATE', plainA(host));
    const web = await createV2(stage, 'web', host);
    await drain(stage);
    expect(claimOf(stage, host)).toMatchObject({ outcome: 'refused' });
    await foreign(stage, 'DELETE', plainA(host));
    const cause = { event: 'operate', eventId: 'e', at: '2026-01-01T00:00:00Z' };
    stage.put({ kind: 'name', zoneId: 'ZPUBLIC', host, cause });
    const instrumented = instrument(stage.ports, { call, kind: 'failed before' });
    await drain(stage, instrumented);
    expect(zoneContents(stage), `call ${call}, ${instrumented.calls[call - 1]}`).toEqual({
      [`${host} A`]: web.dnsName,
    });
    if (instrumented.calls.length < call) return;
  }
});
