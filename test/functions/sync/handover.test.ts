import { describe, expect, it } from 'vitest';
import { createV2, deleteV2, foreign, setAddressType, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { meanwhile } from '../../stage/meanwhile.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { surveyed } from '../../stage/surveyed.ts';
import { sweep } from '../../stage/sweep.ts';
import { gaps, zoneContents } from '../../stage/zone-contents.ts';

const HOST = 'a.example.com';

/** The deployed sweep, so many minutes from now. */
async function sweepIn(stage: Stage, minutes: number): Promise<void> {
  stage.clock.advance(60_000 * minutes);
  await sweep(stage);
  await drain(stage);
}

const reason = (stage: Stage, { arn }: { arn: string }) =>
  nameRow(stage, HOST)?.claims[`${arn}|`] as { outcome: string; reason: string } | undefined;

async function two(options: Parameters<typeof createV2>[3] = {}) {
  const stage = createStage();
  const old = await createV2(stage, 'old', HOST);
  await drain(stage);
  const next = await createV2(stage, 'next', HOST, options);
  await drain(stage);
  return { stage, old, next };
}

describe('the holder goes', () => {
  it('the one that waits is told by whom the name is held, and follows in one batch', async () => {
    const { stage, old, next } = await two();
    expect(reason(stage, next)).toMatchObject({
      outcome: 'waiting',
      reason: expect.stringContaining(old.arn),
    });
    const batches = stage.route53.changes.length;
    await deleteV2(stage, old);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: next.dnsName });
    expect(stage.route53.changes.length - batches).toBe(1);
    expect(nameRow(stage, HOST)?.holders['']).toMatchObject({ lb: next.arn });
  });

  it('and the one that waited is gone too, unheard: the record goes', async () => {
    const { stage, old, next } = await two();
    await deleteV2(stage, next);
    stage.queue.splice(0);
    await deleteV2(stage, old);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
    expect(nameRow(stage, HOST)).toMatchObject({ claims: {}, standing: [], expires: expect.any(Number) });
  });

  it('from dualstack to IPv4 and back: no type is left over', async () => {
    const { stage, old, next } = await two({ IpAddressType: 'dualstack' });
    await untagV2(stage, old);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: next.dnsName, [`${HOST} AAAA`]: next.dnsName });
    await tagV2(stage, old, { 'signpost/hostname': HOST });
    await drain(stage);
    await untagV2(stage, next);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: old.dnsName });
    expect(gaps(stage)).toEqual([]);
  });

  it('to one with IPv6 only, whose AAAA somebody else has: what stands stays, and it is told why', async () => {
    const { stage, old, next } = await two({ IpAddressType: 'dualstack-without-public-ipv4' });
    const theirs = {
      Name: HOST,
      Type: 'AAAA' as const,
      TTL: 300,
      ResourceRecords: [{ Value: '2001:db8::1' }],
    };
    await foreign(stage, 'CREATE', theirs);
    await deleteV2(stage, old);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: old.dnsName, [`${HOST} AAAA`]: '2001:db8::1' });
    expect(reason(stage, next)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('2001:db8::1'),
    });
    await foreign(stage, 'DELETE', theirs);
    await sweepIn(stage, 30);
    expect(zoneContents(stage)).toEqual({ [`${HOST} AAAA`]: next.dnsName });
  });

  describe('and the one that waits is not bound yet', () => {
    async function unbound() {
      const stage = createStage();
      const old = await createV2(stage, 'old', HOST);
      await drain(stage);
      const next = await createV2(stage, 'next', HOST, {
        tags: {
          'elbv2.k8s.aws/cluster': 'demo',
          'service.k8s.aws/stack': 'ns/web',
          'service.k8s.aws/resource': 'LoadBalancer',
        },
      });
      // Its Service is not there yet; the hour of waiting is played by hand.
      await settleFor(stage, 60_000);
      expect(reason(stage, next)).toMatchObject({ outcome: 'not bound yet' });
      await deleteV2(stage, old);
      await settleFor(stage, 5 * 60_000);
      expect(zoneContents(stage), 'it is waited for').toEqual({ [`${HOST} A`]: old.dnsName });
      return { stage, old, next };
    }

    it('bound within the hour: it follows without a gap', async () => {
      const { stage, next } = await unbound();
      stage.surveyOf = (cluster, startedAt) =>
        surveyed({
          cluster,
          startedAt,
          services: [
            {
              metadata: { namespace: 'ns', name: 'web' },
              spec: { type: 'LoadBalancer', selector: {} },
              status: { loadBalancer: { ingress: [{ hostname: next.dnsName }] } },
            },
          ],
          istioGateways: [],
        });
      await settleFor(stage, 10 * 60_000);
      expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: next.dnsName });
      expect(gaps(stage)).toEqual([]);
    });

    it('not bound after an hour: the record goes at the next sweep', async () => {
      const { stage } = await unbound();
      await settleFor(stage, 60 * 60_000);
      await sweepIn(stage, 30);
      await sweepIn(stage, 30);
      expect(zoneContents(stage)).toEqual({});
    });
  });
});

/** What is due within so many milliseconds. */
async function settleFor(stage: Stage, milliseconds: number): Promise<void> {
  const end = stage.clock.now() + milliseconds;
  for (;;) {
    const next = Math.min(...stage.queue.map(({ readyAt }) => readyAt));
    if (next > end) break;
    stage.clock.advance(Math.max(0, next - stage.clock.now()));
    await invoke(stage, instrument(stage.ports));
    const later = stage.queue.filter(({ readyAt }) => readyAt > stage.clock.now());
    if (stage.asks.length > 0) {
      for (const ask of stage.asks.splice(0)) {
        const survey = stage.surveyOf(ask.cluster, Math.max(stage.clock.now(), ask.notBefore));
        stage.surveys.set(ask.cluster, survey);
        for (const id of ask.loadBalancers)
          stage.put(
            {
              kind: 'load-balancer',
              id,
              notBefore: ask.notBefore,
              cause: { event: 'survey', eventId: 's', at: '' },
            },
            5,
          );
      }
    }
    expect(later.length, 'messages that wait').toBeLessThan(50);
  }
  stage.clock.advance(Math.max(0, end - stage.clock.now()));
}

describe('two invocations at once', () => {
  it.each([false, true])(
    'a look that is older than a committed one is not believed; known before: %s',
    async (known) => {
      const stage = createStage();
      const web = await createV2(stage, 'web', known ? undefined : HOST);
      if (known) {
        // The look of the other run then changes nothing in the ledger, and counts all the same.
        await drain(stage);
        await tagV2(stage, web, { 'signpost/hostname': HOST });
      }
      const ports = meanwhile(
        stage.ports,
        'listLoadBalancers',
        async () => {
          await untagV2(stage, web);
          await drain(stage);
        },
        { when: 'after' },
      );
      await invoke(stage, instrument(ports));
      await drain(stage);
      expect(stage.route53.changes).toEqual([]);
      expect(zoneContents(stage)).toEqual({});
    },
  );

  it.each(['before', 'after'] as const)(
    'announced, then the load balancer goes and another run looks, %s Route 53 was changed: nothing is left over',
    async (when) => {
      const stage = createStage();
      const web = await createV2(stage, 'web', HOST);
      const other = async () => {
        await deleteV2(stage, web);
        await invoke(stage, instrument(stage.ports));
      };
      await invoke(stage, instrument(meanwhile(stage.ports, 'applyChanges', other, { when })));
      await drain(stage);
      expect(zoneContents(stage)).toEqual({});
    },
  );

  it('a change that lands half an hour after its sender died is found by a sweep and withdrawn', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    let land = async (): Promise<unknown> => undefined;
    const late = instrument({
      ...stage.ports,
      applyChanges: async (zone, batch, comment) => {
        land = () => stage.ports.applyChanges(zone, batch, comment);
        return { kind: 'unknown', error: new Error('lost') };
      },
    });
    const { applyChanges } = stage.ports;
    await invoke(
      stage,
      instrument(meanwhile(late.ports, 'applyChanges', () => deleteV2(stage, web), { when: 'after' })),
    );
    expect(applyChanges).toBe(stage.ports.applyChanges);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
    await sweepIn(stage, 30);
    await land();
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    await sweepIn(stage, 31);
    expect(zoneContents(stage)).toEqual({});
    await sweepIn(stage, 90);
    expect(nameRow(stage, HOST)).toMatchObject({ claims: {}, standing: [], sent: [], doubt: false });
  });

  it('a holder that loses its row while the other was committed: the name is read and ends right', async () => {
    const { stage, old, next } = await two();
    await setAddressType(stage, old, 'dualstack');
    await setAddressType(stage, next, 'dualstack');
    let links = 0;
    const ports = instrument({
      ...stage.ports,
      writeRows: async (writes) => {
        links += 1;
        // The second link of the chain meets another version.
        if (links === 2) {
          const [first] = writes;
          if (first?.kind === 'load-balancer')
            await stage.ports.writeRows([{ ...first, row: { ...first.row, ver: 'of another run' } }]);
        }
        return stage.ports.writeRows(writes);
      },
    });
    await invoke(stage, ports);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: old.dnsName, [`${HOST} AAAA`]: old.dnsName });
    expect(nameRow(stage, HOST)?.doubt).toBe(false);
  });
});
