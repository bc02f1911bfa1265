import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { type Batch, batches, naming } from './batches.ts';
import { linesAbout } from './decisions.ts';
import { create, type LoadBalancer, tag, untag } from './load-balancers.ts';
import { aliases, cname, derived, inOrder, standingAt } from './record-sets.ts';
import { change } from './story.ts';

// Side by side, because most of each is waiting; every story has names of its own.
describe.concurrent('names under routing policies', () => {
  it('one name of a shared NLB is moved by weight in steps, and its neighbours are not touched', async () => {
    const app = 'app.moved.example.com';
    const neighbours = ['one.moved.example.com', 'two.moved.example.com', 'labelled.moved.example.com'];
    const cast: LoadBalancer[] = [];
    const weights = (blue: number, green: number) => () =>
      cast.flatMap((lb, at) =>
        aliases(lb, { SetIdentifier: at === 0 ? 'blue' : 'green', Weight: [blue, green][at] }),
      );

    await change(
      app,
      async () => {
        const hostname = 'one.moved.example.com two.moved.example.com';
        const labelled = { 'hostname.label': 'labelled.moved.example.com', 'weight.label': '7' };
        const settings = { 'hostname.app': app, 'weight.app': '100', 'set-identifier.app': 'blue' };
        cast.push(await create('network', 'moved-from', { hostname, ...labelled, ...settings }));
        cast.push(
          await create('network', 'moved-to', { hostname: app, weight: '0', 'set-identifier': 'green' }),
        );
      },
      weights(100, 0),
    );
    const [from, to] = cast as [LoadBalancer, LoadBalancer];
    const [one, two, labelled] = [
      aliases(from),
      aliases(from),
      inOrder(aliases(from, { SetIdentifier: derived(from), Weight: 7 })),
    ];
    const standing = () => Promise.all(neighbours.map(standingAt));
    expect(await standing()).toStrictEqual([one, two, labelled]);

    const before = (await batches()).length;
    for (const [blue, green] of [
      [75, 25],
      [50, 50],
      [25, 75],
      [0, 100],
    ] as const) {
      const sent = await change(
        app,
        () => Promise.all([tag(from, { 'weight.app': `${blue}` }), tag(to, { weight: `${green}` })]),
        weights(blue, green),
      );
      expectReplacements(sent, app);
    }
    const since = (await batches()).slice(before);
    expect(neighbours.flatMap((host) => naming(since, host))).toEqual([]);
    expect(await standing()).toStrictEqual([one, two, labelled]);
  });

  it('the two of a failover pair swap their roles in one batch', async () => {
    const host = 'failover.example.com';
    const cast: LoadBalancer[] = [];
    const pair =
      (...roles: readonly ('PRIMARY' | 'SECONDARY')[]) =>
      () =>
        cast.flatMap((lb, at) => aliases(lb, { SetIdentifier: derived(lb), Failover: roles[at]! }));
    await change(
      host,
      async () => {
        cast.push(await create('application', 'failover-one', { hostname: host, failover: 'primary' }));
        cast.push(await create('network', 'failover-two', { hostname: host, failover: 'secondary' }));
      },
      pair('PRIMARY', 'SECONDARY'),
    );
    const [one, two] = cast as [LoadBalancer, LoadBalancer];
    const sent = await change(
      host,
      async () => {
        await tag(one, { failover: 'secondary' });
        const waiting = async () => (await linesAbout(one)).filter(({ outcome }) => outcome === 'waiting');
        await eventually(waiting, (lines) => lines.some(({ reason }) => reason.includes(two.id)), 30_000);
        await tag(two, { failover: 'primary' });
      },
      pair('SECONDARY', 'PRIMARY'),
    );
    expect(sent).toHaveLength(1);
    expectReplacements(sent, host);
  });

  it('two load balancers share a name by latency, and each set changes by itself', async () => {
    const host = 'latency.example.com';
    const cast: LoadBalancer[] = [];
    const regions =
      (...all: readonly ('us-east-1' | 'eu-west-1' | 'ap-south-1')[]) =>
      () =>
        cast.flatMap((lb, at) => aliases(lb, { SetIdentifier: derived(lb), Region: all[at]! }));
    await change(
      host,
      async () => {
        cast.push(await create('application', 'latency-one', { hostname: host, region: 'us-east-1' }));
        cast.push(await create('classic', 'latency-two', { hostname: host, region: 'eu-west-1' }));
      },
      regions('us-east-1', 'eu-west-1'),
    );
    const [one, two] = cast as [LoadBalancer, LoadBalancer];
    const sent = await change(
      host,
      () => tag(two, { region: 'ap-south-1' }),
      regions('us-east-1', 'ap-south-1'),
    );
    expect(sent).toHaveLength(1);
    expectReplacements(sent, host);
    expect(setsOf(sent, host)).toEqual([derived(two)]);
    const gone = await change(
      host,
      () => untag(two, 'hostname', 'region'),
      () => aliases(one, { SetIdentifier: derived(one), Region: 'us-east-1' }),
    );
    expect(setsOf(gone, host)).toEqual([derived(two)]);
  });

  it('a name changes its shape and back, each time in one batch', async () => {
    const host = 'shape.example.com';
    let lb!: LoadBalancer;
    const weight = { SetIdentifier: 'blue', Weight: 7 };
    await change(
      host,
      async () => {
        lb = await create('network', 'changes-shape', { hostname: host });
      },
      () => aliases(lb),
    );
    const changes = [
      await change(
        host,
        () => tag(lb, { weight: '7', 'set-identifier': 'blue' }),
        () => aliases(lb, weight),
      ),
      await change(
        host,
        () => tag(lb, { 'record-type': 'cname', ttl: '60' }),
        () => cname(lb, { ...weight, TTL: 60 }),
      ),
      await change(
        host,
        () => untag(lb, 'weight', 'set-identifier', 'record-type', 'ttl'),
        () => aliases(lb),
      ),
    ];
    for (const sent of changes) {
      expect(sent).toHaveLength(1);
      expectReplacements(sent, host);
    }
  });
});

/** Each batch was accepted, and creates at the name as it deletes there: no moment without a record. */
function expectReplacements(sent: readonly Batch[], host: string): void {
  expect(sent.length).toBeGreaterThan(0);
  for (const { accepted, changes } of sent) {
    expect(accepted).toBe(true);
    const actions = changes.filter((each) => each.host === host).map(({ action }) => action);
    expect(new Set(actions)).toEqual(new Set(['DELETE', 'CREATE']));
  }
}

function setsOf(sent: readonly Batch[], host: string): readonly string[] {
  const changes = sent.flatMap((batch) => batch.changes).filter((each) => each.host === host);
  return [...new Set(changes.map(({ set }) => set))];
}
