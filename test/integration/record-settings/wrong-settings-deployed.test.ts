import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { linesAbout } from './decisions.ts';
import { create, type LoadBalancer, tag, untag } from './load-balancers.ts';
import { aliases, standingAt } from './record-sets.ts';
import { change } from './story.ts';

const PATIENCE = 30_000;

describe.concurrent('tags that cannot be had', () => {
  it('a wrong setting refuses its own name: what stands stays, other names go on, and the log says why', async () => {
    const [app, fresh] = ['app.wrong.example.com', 'new.wrong.example.com'];
    let lb!: LoadBalancer;
    const weighted = (Weight: number) => () => aliases(lb, { SetIdentifier: 'blue', Weight });
    await change(
      app,
      async () => {
        const settings = { 'weight.app': '10', 'set-identifier.app': 'blue' };
        lb = await create('network', 'wrong', { 'hostname.app': app, ...settings });
      },
      weighted(10),
    );
    // The wrong weight came before the other name, which is published by whoever read both.
    const wrong = { 'weight.app': '300', 'hostname.new': fresh, 'weight.new': 'heavy' };
    await change(
      'plain.wrong.example.com',
      () => tag(lb, { ...wrong, hostname: 'plain.wrong.example.com' }),
      () => aliases(lb),
    );
    expect(await standingAt(app)).toStrictEqual(weighted(10)());
    expect(await standingAt(fresh)).toEqual([]);
    const reasonOf = (host: string) =>
      eventually(
        async () =>
          (await linesAbout(lb))
            .filter(({ hostname, outcome }) => hostname === host && outcome === 'refused')
            .map(({ reason }) => reason),
        (reasons) => reasons.length > 0,
        PATIENCE,
      );
    const expected = (key: string, got: string) =>
      `signpost/${key} is "${got}", expected a whole number from 0 to 255: correct it, or remove the tag`;
    expect(new Set(await reasonOf(app))).toEqual(new Set([expected('weight.app', '300')]));
    expect(new Set(await reasonOf(fresh))).toEqual(new Set([expected('weight.new', 'heavy')]));

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

  it('a misspelt hostname key takes no published name down; without it the name goes', async () => {
    const host = 'misspelt.example.com';
    let lb!: LoadBalancer;
    await change(
      host,
      async () => {
        lb = await create('classic', 'misspelt', { hostname: host });
      },
      () => aliases(lb),
    );
    await tag(lb, { hostnames: host });
    await untag(lb, 'hostname');
    const refused = await eventually(
      async () => (await linesAbout(lb)).filter(({ outcome }) => outcome === 'refused'),
      (lines) => lines.length > 0,
      PATIENCE,
    );
    expect(refused[0]?.reason).toContain('signpost/hostnames, which is no key: what stands stays');
    expect(await standingAt(host)).toStrictEqual(aliases(lb));
    const gone = await change(
      host,
      () => untag(lb, 'hostnames'),
      () => [],
    );
    expect(gone).toHaveLength(1);
  });
});
