import { describe, expect, it } from 'vitest';
import { createV2, deleteV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { dies, runsWhile } from './dies.ts';
import { everCreated, HOST, lookAt } from './seen.ts';

const at = ({ dnsName }: { readonly dnsName: string }, host = HOST) => ({ [`${host} A`]: dnsName });

describe('two looks at one load balancer', () => {
  it('a later one commits first: the earlier one publishes nothing', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const another = async () => {
      await untagV2(stage, web);
      await invoke(stage, instrument(stage.ports));
    };
    await runsWhile(stage, 'listLoadBalancers', another, { when: 'after' });
    await drain(stage);
    expect(everCreated(stage)).toEqual([]);
  });

  it('the same, where the later one found nothing to write', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', undefined);
    await drain(stage);
    await tagV2(stage, web, { 'signpost/hostname': HOST });
    const another = async () => {
      await untagV2(stage, web);
      await invoke(stage, instrument(stage.ports));
    };
    await runsWhile(stage, 'listLoadBalancers', another, { when: 'after' });
    await drain(stage);
    expect(everCreated(stage)).toEqual([]);
  });

  it('the version is the one before the look, not the one after it', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const { listLoadBalancers, readLoadBalancerRows } = stage.ports;
    let looked = false;
    let acted = false;
    // Once the look was made, and before anything else is asked: whatever comes next in the run is younger than the look.
    const meanwhile = async () => {
      if (!looked || acted) return;
      acted = true;
      await untagV2(stage, web);
      await invoke(stage, instrument(stage.ports));
    };
    const ports = {
      ...stage.ports,
      listLoadBalancers: async (...input: Parameters<typeof listLoadBalancers>) => {
        const looks = await listLoadBalancers(...input);
        looked = true;
        return looks;
      },
      readLoadBalancerRows: async (...input: Parameters<typeof readLoadBalancerRows>) => {
        await meanwhile();
        return readLoadBalancerRows(...input);
      },
      readNameRows: async (...input: Parameters<typeof stage.ports.readNameRows>) => {
        await meanwhile();
        return stage.ports.readNameRows(...input);
      },
    };
    await invoke(stage, instrument(ports));
    await drain(stage);
    expect(everCreated(stage)).toEqual([]);
  });
});

describe('two runs at one name', () => {
  it('both decide that it is theirs: one of them commits, the other waits', async () => {
    const stage = createStage();
    const one = await createV2(stage, 'one', HOST);
    const [first] = stage.queue.splice(0);
    const two = await createV2(stage, 'two', HOST);
    const another = async () => {
      if (first) stage.queue.push(first);
      await invoke(stage, instrument(stage.ports));
    };
    await runsWhile(stage, 'writeRows', another);
    await drain(stage);
    expect(everCreated(stage)).toEqual([`${HOST} A ${one.dnsName}`]);
    expect(nameRow(stage, HOST)).toMatchObject({
      standing: [{ lb: one.arn }],
      claims: { [`${two.arn}|`]: { outcome: 'waiting' } },
    });
  });

  it('another wrote the row while the change was under way: the name is read and ends right', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const another = async () => {
      await deleteV2(stage, web);
      await invoke(stage, instrument(stage.ports));
    };
    await runsWhile(stage, 'applyChanges', another);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('another wrote the row right after it: the same', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const another = async () => {
      await deleteV2(stage, web);
      await invoke(stage, instrument(stage.ports));
    };
    await runsWhile(stage, 'applyChanges', another, { when: 'after' });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
    expect(nameRow(stage, HOST)).toMatchObject({ claims: {}, standing: [], doubt: false });
  });
});

describe('two load balancers in one run', () => {
  it('the run dies between their links: of the second, nothing is written with the first', async () => {
    const stage = createStage();
    const first = await createV2(stage, 'a-one', HOST);
    const second = await createV2(stage, 'b-two', HOST);
    await dies(stage, 'writeRows', { call: 2 });
    expect(Object.values(nameRow(stage, HOST)?.claims ?? {})).toMatchObject([{ lb: first.arn }]);
    await untagV2(stage, second);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(first));
  });

  it('the look at the first loses: what the second decided by it is not written', async () => {
    const stage = createStage();
    const first = await createV2(stage, 'a-one', HOST);
    stage.clock.advance(1000);
    const second = await createV2(stage, 'b-two', HOST);
    const another = async () => {
      await untagV2(stage, first);
      await invoke(stage, instrument(stage.ports));
    };
    await runsWhile(stage, 'writeRows', another);
    await drain(stage);
    expect(everCreated(stage)).toEqual([`${HOST} A ${second.dnsName}`]);
    expect(nameRow(stage, HOST)).toMatchObject({ doubt: false });
  });

  it('the run dies between their links: the retry finds a doubt, and finishes', async () => {
    const stage = createStage();
    const old = await createV2(stage, 'a-old', HOST);
    await drain(stage);
    const next = await createV2(stage, 'b-next', HOST);
    await drain(stage);
    await deleteV2(stage, old);
    lookAt(stage, next);
    // Its first write counts the name that changes hands.
    await dies(stage, 'writeRows', { call: 2, when: 'after' });
    expect(nameRow(stage, HOST)).toMatchObject({ doubt: true });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(next));
  });
});

describe('a row that is about to expire', () => {
  it('still counts: a name that is asked for again within the hour is published', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await untagV2(stage, web);
    await drain(stage);
    expect(nameRow(stage, HOST)).toMatchObject({ expires: expect.any(Number) });
    await tagV2(stage, web, { 'signpost/hostname': HOST });
    await drain(stage);
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(web));
    expect(nameRow(stage, HOST)).not.toHaveProperty('expires');
  });
});

describe('an answer of the ledger that is lost', () => {
  it.each(['before', 'after'] as const)(
    'of a commit, %s it took effect: the name is announced before it is sent, and published once',
    async (when) => {
      const stage = createStage();
      const web = await createV2(stage, 'web', HOST);
      const { writeRows, applyChanges } = stage.ports;
      let writes = 0;
      const lost: typeof writeRows = async (rows) => {
        writes += 1;
        if (writes > 1) return writeRows(rows);
        if (when === 'after') await writeRows(rows);
        throw new Error('the connection was reset');
      };
      const announced: unknown[] = [];
      const watched: typeof applyChanges = async (...input) => {
        announced.push(nameRow(stage, HOST));
        return applyChanges(...input);
      };
      await invoke(stage, instrument({ ...stage.ports, writeRows: lost, applyChanges: watched }));
      expect(announced).toMatchObject([{ sent: [{ lb: web.arn }], doubt: true }]);
      expect(everCreated(stage)).toEqual([`${HOST} A ${web.dnsName}`]);
      expect(nameRow(stage, HOST)).toMatchObject({ standing: [{ lb: web.arn }], doubt: false });
    },
  );
});
