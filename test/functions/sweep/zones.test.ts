import { describe, expect, it } from 'vitest';
import { aliasA, createV2, foreign, plainA } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const namesHinted = (stage: Stage) =>
  stage.queue.flatMap(({ hint }) => (hint.kind === 'name' ? [`${hint.host} in ${hint.zoneId}`] : []));

/** Sweeps; tells the names hinted, and works all of it off. */
async function swept(stage: Stage): Promise<readonly string[]> {
  await sweep(stage);
  const hinted = namesHinted(stage);
  await drain(stage);
  return hinted;
}

async function settled() {
  const stage = createStage();
  await foreign(stage, 'CREATE', plainA('taken.example.com'));
  const web = await createV2(stage, 'web', 'a.example.com b.example.com taken.example.com x.sub.example.com');
  await drain(stage);
  await swept(stage);
  const before = zoneContents(stage);
  return { stage, web, before };
}

describe('the full sweep', () => {
  it('hints no name in a settled world, refused ones included', async () => {
    const { stage } = await settled();
    const { ListResourceRecordSets: before = 0 } = stage.route53.calls;
    await sweep(stage);
    expect(namesHinted(stage)).toEqual([]);
    const { ListResourceRecordSets: reads = 0, ChangeResourceRecordSets: writes } = stage.route53.calls;
    expect(reads - before, 'a page for each of the two zones with names').toBe(2);
    await drain(stage);
    expect(stage.route53.calls).toMatchObject({
      ListResourceRecordSets: reads,
      ChangeResourceRecordSets: writes,
    });
  });

  it('restores what somebody removed', async () => {
    const { stage, web, before } = await settled();
    await foreign(stage, 'DELETE', aliasA('a.example.com', web));
    expect(await swept(stage)).toEqual(['a.example.com in ZPUBLIC']);
    expect(zoneContents(stage)).toEqual(before);
    expect(await swept(stage)).toEqual([]);
  });

  it('leaves what somebody put in the place of ours, and restores ours once the name is free again', async () => {
    const { stage, web, before } = await settled();
    await foreign(stage, 'DELETE', aliasA('a.example.com', web));
    await foreign(stage, 'CREATE', plainA('a.example.com', '192.0.2.7'));
    expect(await swept(stage)).toEqual(['a.example.com in ZPUBLIC']);
    expect(zoneContents(stage)).toEqual({ ...before, 'a.example.com A': '192.0.2.7' });
    expect(await swept(stage), 'nothing is new').toEqual([]);
    await foreign(stage, 'DELETE', plainA('a.example.com', '192.0.2.7'));
    expect(await swept(stage)).toEqual(['a.example.com in ZPUBLIC']);
    expect(zoneContents(stage)).toEqual(before);
  });

  it('has a refused name read when what refused it goes, or is another', async () => {
    const { stage, web, before } = await settled();
    await foreign(stage, 'DELETE', plainA('taken.example.com'));
    await foreign(stage, 'CREATE', plainA('taken.example.com', '192.0.2.9'));
    expect(await swept(stage)).toEqual(['taken.example.com in ZPUBLIC']);
    expect(await swept(stage)).toEqual([]);
    await foreign(stage, 'DELETE', plainA('taken.example.com', '192.0.2.9'));
    expect(await swept(stage)).toEqual(['taken.example.com in ZPUBLIC']);
    expect(zoneContents(stage)).toEqual({ ...before, 'taken.example.com A': web.dnsName });
  });

  it('has a name read that came under a delegation, or from under it', async () => {
    const stage = createStage();
    await createV2(stage, 'web', 'shop.team.example.com');
    await drain(stage);
    await swept(stage);
    const delegation = {
      Name: 'team.example.com',
      Type: 'NS' as const,
      TTL: 300,
      ResourceRecords: [{ Value: 'ns.other.test' }],
    };
    for (const action of ['CREATE', 'DELETE'] as const) {
      await foreign(stage, action, delegation);
      expect(await swept(stage), action).toEqual(['shop.team.example.com in ZPUBLIC']);
      expect(await swept(stage)).toEqual([]);
    }
  });

  it('counts what it writes of zones: nothing of names', async () => {
    const { stage } = await settled();
    const rows = () => stage.dynamodb.items('ledger').filter(({ pk }) => String(pk).startsWith('name#'));
    const before = rows();
    await sweep(stage);
    expect(rows()).toEqual(before);
  });
});

describe('a zone that cannot be read', () => {
  async function broken(breakIt: (stage: Stage) => void) {
    const { stage, web } = await settled();
    await foreign(stage, 'DELETE', aliasA('a.example.com', web));
    await foreign(stage, 'DELETE', aliasA('x.sub.example.com', web), 'ZSUB');
    const intact = { ...stage.ports };
    breakIt(stage);
    const unread = await sweep(stage);
    const hinted = namesHinted(stage);
    Object.assign(stage.ports, intact);
    await drain(stage);
    return { stage, unread, hinted, web };
  }

  it('holds up no other; of its own names those are hinted that need reading in any case', async () => {
    const { unread, hinted, stage, web } = await broken((it) => {
      const { listRecordSets } = it.ports;
      Object.assign(it.ports, {
        listRecordSets: async (...asked: Parameters<typeof listRecordSets>) => {
          if (asked[0].id === 'ZPUBLIC') throw new Error('AccessDenied');
          return listRecordSets(...asked);
        },
      });
    });
    expect(unread).toEqual(['ZPUBLIC']);
    expect(hinted.sort()).toEqual(['taken.example.com in ZPUBLIC', 'x.sub.example.com in ZSUB']);
    expect(await swept(stage), 'the next sweep').toEqual(['a.example.com in ZPUBLIC']);
    expect(zoneContents(stage)).toMatchObject({ 'a.example.com A': web.dnsName });
  });

  it('for want of quota is hinted as one that cannot', async () => {
    const { unread, hinted } = await broken((it) => {
      Object.assign(it.ports, {
        bookTokens: async () => ({ from: [], later: [it.clock.now() + 60_000] }),
      });
    });
    expect([...unread].sort()).toEqual(['ZPUBLIC', 'ZSUB']);
    expect(hinted).toEqual(['taken.example.com in ZPUBLIC']);
  });

  it('in part counts as far as it was read', async () => {
    const { unread, hinted } = await broken((it) => {
      let tokens = 1;
      const { bookTokens } = it.ports;
      Object.assign(it.ports, {
        bookTokens: async (...asked: Parameters<typeof bookTokens>) => {
          tokens -= 1;
          return tokens < 0 ? { from: [], later: [it.clock.now() + 60_000] } : bookTokens(...asked);
        },
      });
    });
    expect(unread).toHaveLength(1);
    expect(hinted).toHaveLength(unread[0] === 'ZPUBLIC' ? 2 : 1);
  });
});
