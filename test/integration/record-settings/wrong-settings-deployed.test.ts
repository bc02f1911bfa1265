import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { linesAbout } from './decisions.ts';
import { createHealthCheck } from './health-checks.ts';
import { create, type LoadBalancer, tag, untag } from './load-balancers.ts';
import { aliases, OTHER, standingAt } from './record-sets.ts';
import { change } from './story.ts';

const PATIENCE = 30_000;

// A name that the same tags drop goes after two looks: when it has gone, whatever else were to go would have gone too.
describe.concurrent('tags that cannot be had', () => {
  it('a wrong setting refuses its own name: what stands stays, other names go on, and the log says why', async () => {
    const [app, fresh] = ['app.wrong.example.com', 'new.wrong.example.com'];
    const [came, dropped] = ['came.wrong.example.com', 'dropped.wrong.example.com'];
    let lb!: LoadBalancer;
    const weighted = (Weight: number) => () => aliases(lb, { SetIdentifier: 'blue', Weight });
    await change(
      app,
      async () => {
        const settings = { 'weight.app': '10', 'set-identifier.app': 'blue' };
        lb = await create('network', 'wrong', { hostname: dropped, 'hostname.app': app, ...settings });
      },
      weighted(10),
    );
    const wrong = { 'weight.app': '300', 'hostname.new': fresh, 'weight.new': 'heavy' };
    await change(
      dropped,
      () => tag(lb, { ...wrong, hostname: came }),
      () => [],
    );
    expect(await standingAt(came)).toStrictEqual(aliases(lb));
    expect(await standingAt(app)).toStrictEqual(weighted(10)());
    expect(await standingAt(fresh)).toEqual([]);
    const expected = (key: string, got: string) =>
      `signpost/${key} is "${got}", expected a whole number from 0 to 255: correct it, or remove the tag`;
    expect(await refusalsOf(lb, app)).toEqual([expected('weight.app', '300')]);
    expect(await refusalsOf(lb, fresh)).toEqual([expected('weight.new', 'heavy')]);

    const corrected = await change(app, () => tag(lb, { 'weight.app': '255' }), weighted(255));
    expect(corrected).toHaveLength(1);
  });

  it('an unknown key refuses no name, and is told with the nearest one', async () => {
    const host = 'unknown-key.example.com';
    let lb!: LoadBalancer;
    await change(
      host,
      async () => {
        lb = await create('application', 'unknown-key', { hostname: host, wieght: '5', 'weight.blue': '5' });
      },
      () => aliases(lb),
    );
    const told = await eventually(
      async () => (await linesAbout(lb)).filter(({ message }) => message === 'tag ignored'),
      (lines) => lines.length >= 2,
      PATIENCE,
    );
    expect(Object.fromEntries(told.map(({ key, reason }) => [key, reason]))).toEqual({
      'signpost/weight.blue':
        'holds for no name, because there is no signpost/hostname.blue: ignored; for all names it is signpost/weight',
      'signpost/wieght': 'is no key of the tag contract: ignored; the nearest is signpost/weight',
    });
  });

  it('what only Route 53 can refuse is refused there, told, and published once it can be; its neighbour at once', async () => {
    const [app, beside] = ['app.example.org', 'beside.example.org'];
    const health = '00000000-dead-4000-8000-000000000000';
    let lb!: LoadBalancer;
    await change(
      beside,
      async () => {
        const settings = { 'weight.app': '1', 'set-identifier.app': 'blue', 'health-check-id.app': health };
        lb = await create('network', 'unchecked', { hostname: beside, 'hostname.app': app, ...settings });
      },
      () => aliases(lb, { zone: OTHER }),
    );
    expect(await refusalsOf(lb, app)).toEqual([
      expect.stringContaining(`A health check with id ${health} does not exist.`),
    ]);
    expect(await standingAt(app)).toEqual([]);
    const HealthCheckId = await createHealthCheck();
    await change(
      app,
      () => tag(lb, { 'health-check-id.app': HealthCheckId }),
      () => aliases(lb, { zone: OTHER, SetIdentifier: 'blue', Weight: 1, HealthCheckId }),
    );
  });

  it('a misspelt hostname key takes no published name down; without it the name goes', async () => {
    const [host, dropped] = ['misspelt.example.com', 'dropped.misspelt.example.com'];
    let lb!: LoadBalancer;
    await change(
      host,
      async () => {
        lb = await create('classic', 'misspelt', { hostname: host, 'hostname.dropped': dropped });
      },
      () => aliases(lb),
    );
    await change(
      dropped,
      async () => {
        await tag(lb, { hostnames: host });
        await untag(lb, 'hostname', 'hostname.dropped');
      },
      () => [],
    );
    expect(await standingAt(host)).toStrictEqual(aliases(lb));
    expect(await refusalsOf(lb, host)).toEqual([
      'asked for by signpost/hostnames, which is no key: what stands stays; use signpost/hostname, or remove the tag',
    ]);
    const gone = await change(
      host,
      () => untag(lb, 'hostnames'),
      () => [],
    );
    expect(gone).toHaveLength(1);
  });
});

/** The reasons that the log gives for refusing the name, by Signpost or by Route 53, each once; a line of it is there when its invocation has ended. */
async function refusalsOf(lb: LoadBalancer, host: string): Promise<readonly string[]> {
  const lines = await eventually(
    async () =>
      (await linesAbout(lb)).filter(
        ({ hostname, outcome = '' }) => hostname === host && ['refused', 'quarantined'].includes(outcome),
      ),
    (found) => found.length > 0,
    PATIENCE,
  );
  return [...new Set(lines.map(({ reason }) => reason))];
}
