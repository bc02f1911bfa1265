import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/sync/ports.ts';
import { createV2, deleteV2, foreign, plainA } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
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
    const calls = { ...stage.route53.calls };
    stage.put({ kind: 'load-balancer', id: web.arn as never, cause: { event: '', eventId: '', at: '' } });
    await drain(stage, instrument(ports));
    expect(stage.route53.calls, 'a second run').toEqual(calls);
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
      outcome: 'refused',
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

describe('errors say what happened', () => {
  it('where the ledger cannot be written', async () => {
    const stage = createStage();
    await createV2(stage, 'web', 'a.example.com');
    const failed = await import('../../../functions/sync/sync.ts').then(({ sync }) =>
      sync(
        stage.queue.splice(0),
        {
          ...stage.ports,
          writeRows: async () => {
            throw new Error('AccessDeniedException: dynamodb:PutItem');
          },
        },
        stage.run,
        stage.settings,
      ),
    );
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
