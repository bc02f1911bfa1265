import { describe, expect, it } from 'vitest';
import { sweep } from '../../../functions/sweep/sweep.ts';
import type { Hint } from '../../../shared/events/hint.ts';
import type { LedgerRow } from '../../../shared/ledger/list-ledger-rows.ts';
import { emptyLoadBalancerRow, type LoadBalancerRow } from '../../../shared/ledger/load-balancer-row.ts';
import {
  type Claim,
  emptyNameRow,
  type NameRow,
  nameKey,
  type SentSet,
} from '../../../shared/ledger/rows.ts';
import type { RowWrite } from '../../../shared/ledger/write-rows.ts';
import { emptyZoneRow, type ZoneRow } from '../../../shared/ledger/zone-row.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import type { RecordSet } from '../../../shared/records/record-set.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;
const CAUSE = { event: 'sweep', eventId: 'run-1', at: '2026-01-01T00:00:00.000Z' };
const RUN = { runId: 'run-1', isScheduled: false, remaining: () => 300_000, tellUnread: () => undefined };
const ID = 'classic/us-east-1/a';
const OTHER = 'classic/us-east-1/b';
const SETTINGS = {
  zones: [
    { id: 'Z1', name: 'example.com', private: false },
    { id: 'Z2', name: 'example.org', private: false },
  ],
  brake: { window: 3600, removals: { names: 20, percent: 10 }, retargets: { names: 100, percent: 50 } },
};
const SET: RecordSet = { type: 'A', setId: '' };

const lbRow = (id: LoadBalancerId, row: Partial<LoadBalancerRow> = {}): LedgerRow => ({
  kind: 'load-balancer',
  id,
  row: { ...emptyLoadBalancerRow(), ver: 'v', ...row },
});
const nameRow = (row: Partial<NameRow> = {}, host = 'web.example.com'): LedgerRow => {
  const key = nameKey('Z1', host);
  return { kind: 'name', key, row: { ...emptyNameRow(key), rev: 'r', ...row } };
};
const claim = (lb: LoadBalancerId, more: Partial<Claim> = {}): Claim => ({
  lb,
  setId: '',
  records: [SET],
  createdAt: '2026-01-01T00:00:00.000Z',
  line: lb,
  cluster: '',
  priority: 0,
  outcome: 'published',
  reason: '',
  ...more,
});
const sent = (lb: LoadBalancerId, at = NOW): SentSet => ({ set: SET, lb, attempt: 't', at });

interface Given {
  readonly region?: readonly LoadBalancerId[] | Error;
  readonly ledger?: readonly (LedgerRow | Error)[];
  readonly queue?: Error;
  readonly zones?: readonly ZoneRow[];
}

function world({ region = [], ledger = [], queue, zones = [] }: Given) {
  const sentHints: { hint: Hint; delaySeconds?: number }[] = [];
  const zoneRows = new Map(zones.map((row) => [row.zoneId, row]));
  let ids = 0;
  const ports = {
    now: () => NOW,
    newId: () => `id-${++ids}`,
    pause: async () => undefined,
    readZoneRows: async () => zoneRows,
    writeRows: async (writes: readonly RowWrite[]) => {
      for (const write of writes) if (write.kind === 'zone') zoneRows.set(write.row.zoneId, write.row);
      return 'written' as const;
    },
    listAllLoadBalancers: async () => {
      if (region instanceof Error) throw region;
      return region.map((id) => ({ id }));
    },
    listLedgerRows: async function* () {
      for (const row of ledger) {
        if (row instanceof Error) throw row;
        yield row;
      }
    },
    bookTokens: async () => ({ from: [NOW], later: [] }),
    // As it is tried here nothing can be read: what the zones say is in zones.test.ts.
    listRecordSets: async () => {
      throw new Error('no such zone');
    },
    writeHints: async (hints: readonly { hint: Hint; delaySeconds?: number }[]) => {
      if (queue !== undefined) throw queue;
      sentHints.push(...hints);
    },
  };
  const told = () => sentHints.map(({ hint }) => (hint.kind === 'name' ? hint.host : hint.id));
  return { ports, sentHints, told, zoneRows };
}

it.each<[string, Given, readonly string[]]>([
  ['nothing', {}, []],
  ['the load balancers of the Region', { region: [ID, OTHER] }, [ID, OTHER]],
  ['those of the ledger', { ledger: [lbRow(ID, { names: ['Z1#web.example.com'] })] }, [ID]],
  ['one that asks for nothing', { ledger: [lbRow(ID)] }, [ID]],
  ['each once', { region: [ID], ledger: [lbRow(ID), nameRow({ claims: { x: claim(ID) } })] }, [ID]],
  ['no row that waits for its expiry', { ledger: [lbRow(ID, { expires: 1 })] }, []],
  ['unless the Region has it again', { region: [ID], ledger: [lbRow(ID, { expires: 1 })] }, [ID]],
  ['unless names are left', { ledger: [lbRow(ID, { expires: 1, names: ['Z1#x.example.com'] })] }, [ID]],
  ['who claims a name, without a row of its own', { ledger: [nameRow({ claims: { x: claim(ID) } })] }, [ID]],
  ['whose record stands', { ledger: [nameRow({ standing: [{ set: SET, lb: ID }] })] }, [ID]],
  ['whose record may stand', { ledger: [nameRow({ sent: [sent(ID)] })] }, [ID]],
  ['no settled name', { ledger: [nameRow()] }, []],
  ['a name in doubt', { ledger: [nameRow({ doubt: true })] }, ['web.example.com']],
  [
    'a refused name',
    {
      ledger: [
        nameRow({
          claims: { x: claim(ID, { pending: { wanted: [SET], outcome: 'refused', reason: 'foreign' } }) },
        }),
      ],
    },
    [ID, 'web.example.com'],
  ],
  [
    'no name that is held back',
    {
      ledger: [
        nameRow({
          claims: { x: claim(ID, { pending: { wanted: [SET], outcome: 'held back', reason: 'plan' } }) },
        }),
      ],
    },
    [ID],
  ],
  [
    'a name with an old attempt',
    { ledger: [nameRow({ sent: [sent(ID, NOW - HOUR)] })] },
    [ID, 'web.example.com'],
  ],
  ['no name with a young attempt', { ledger: [nameRow({ sent: [sent(ID, NOW - HOUR + 1)] })] }, [ID]],
])('hints %s', async (_, given, hinted) => {
  const { ports, told } = world(given);
  const swept = await sweep(ports, SETTINGS, RUN);
  expect(told()).toEqual(hinted);
  expect(swept.loadBalancers + swept.names).toBe(hinted.length);
});

describe('the hints', () => {
  const name = { kind: 'name', zoneId: 'Z1', host: 'web.example.com' };

  it.each<[string, boolean, Given['ledger'], object, number | undefined]>([
    ['after a deploy go out at once', false, [lbRow(ID)], { ...CAUSE, via: 'deploy' }, undefined],
    ['of the schedule leave time to late events', true, [lbRow(ID)], CAUSE, 60],
    ['where nothing is known say so', true, [], { ...CAUSE, via: 'first sweep' }, 60],
  ])('%s', async (_, isScheduled, ledger = [], cause, delaySeconds) => {
    const { ports, sentHints } = world({ region: [ID], ledger: [...ledger, nameRow({ doubt: true })] });
    const swept = await sweep(ports, SETTINGS, { ...RUN, isScheduled });
    expect(swept).toEqual({ loadBalancers: 1, names: 1 });
    const own = { hint: { kind: 'load-balancer', id: ID, cause } };
    expect(sentHints).toEqual([
      delaySeconds === undefined ? own : { ...own, delaySeconds },
      { hint: { ...name, cause } },
    ]);
  });
});

describe('when something cannot be read', () => {
  it('hints the ledger and throws, without the Region', async () => {
    const { ports, told } = world({ region: new Error('throttled'), ledger: [lbRow(ID)] });
    await expect(sweep(ports, SETTINGS, RUN)).rejects.toThrow(/incomplete: Error: throttled\. 1 hints/);
    expect(told()).toEqual([ID]);
  });

  it('hints the Region and throws, without the ledger', async () => {
    const { ports, told } = world({ region: [ID], ledger: [lbRow(OTHER), new Error('no such table')] });
    await expect(sweep(ports, SETTINGS, RUN)).rejects.toThrow(/incomplete: Error: no such table\. 1 hints/);
    expect(told()).toEqual([ID]);
  });

  it('throws both', async () => {
    const { ports } = world({ region: new Error('one'), ledger: [new Error('two')] });
    await expect(sweep(ports, SETTINGS, RUN)).rejects.toMatchObject({
      errors: [{ message: 'one' }, { message: 'two' }],
    });
  });

  it('throws if the queue refuses', async () => {
    const { ports } = world({ region: [ID], queue: new Error('refused') });
    await expect(sweep(ports, SETTINGS, RUN)).rejects.toThrow('refused');
  });
});

describe('the delay', () => {
  const region = (count: number) =>
    Array.from({ length: count }, (_, index): LoadBalancerId => `classic/us-east-1/lb-${index}`);

  it.each([
    [1, 0],
    [99, 0],
    [1_000, 10],
    [5_000, 50],
    [20_000, 60],
  ])('of %i hints is %i seconds at most, each second with about as many', async (count, longest) => {
    const { ports, sentHints } = world({ region: region(count) });
    await sweep(ports, SETTINGS, RUN);
    const delays = sentHints.map(({ delaySeconds = 0 }) => delaySeconds);
    expect(delays).toHaveLength(count);
    expect(Math.max(...delays)).toBe(longest);
    const perSecond = [...Map.groupBy(delays, (delay) => delay).values()].map(({ length }) => length);
    expect(Math.max(...perSecond) - Math.min(...perSecond)).toBeLessThanOrEqual(1);
  });
});

describe('what a zone holds', () => {
  const standing: NameRow['standing'] = [{ set: SET, lb: ID }];
  const holding = (...hosts: string[]) => hosts.map((host) => nameRow({ standing }, host));

  it('is counted by names with something standing', async () => {
    const { ports, zoneRows } = world({
      ledger: [
        ...holding('a.example.com', 'b.example.com'),
        nameRow({ claims: { x: claim(ID) } }),
        lbRow(ID),
      ],
    });
    await sweep(ports, SETTINGS, RUN);
    expect([...zoneRows.values()].map(({ zoneId, held }) => [zoneId, held])).toEqual([
      ['Z1', [{ names: 2, at: NOW }]],
    ]);
  });

  it('is none once it held some', async () => {
    const before = { ...emptyZoneRow('Z2'), rev: 'r', held: [{ names: 3, at: NOW - HOUR }] };
    const { ports, zoneRows } = world({ zones: [before] });
    await sweep(ports, SETTINGS, RUN);
    expect(zoneRows.get('Z2')?.held).toEqual([...before.held, { names: 0, at: NOW }]);
  });

  it('is not told where the ledger was not read to its end', async () => {
    const { ports, zoneRows } = world({ ledger: [...holding('a.example.com'), new Error('no such table')] });
    await expect(sweep(ports, SETTINGS, RUN)).rejects.toThrow();
    expect(zoneRows.size).toBe(0);
  });

  it('is nothing to look at by itself', async () => {
    const { ports, told } = world({ ledger: [{ kind: 'zone', row: { ...emptyZoneRow('Z1'), rev: 'r' } }] });
    await sweep(ports, SETTINGS, RUN);
    expect(told()).toEqual([]);
  });
});
