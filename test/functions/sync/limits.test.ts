import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/sync/ports.ts';
import { createV2, tagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { lbRow, nameRow } from '../../stage/rows.ts';
import { createStage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

/** Tags that ask for these names, each value as long as a tag takes. */
function tagsOf(hosts: readonly string[]): Record<string, string> {
  const values: string[] = [''];
  for (const host of hosts) {
    const last = values.at(-1) ?? '';
    if (last.length + 1 + host.length <= 256)
      values[values.length - 1] = last === '' ? host : `${last} ${host}`;
    else values.push(host);
  }
  return Object.fromEntries(values.map((value, index) => [`signpost/hostname.${index}`, value]));
}

const hostsOf = (count: number, suffix = 'example.com') =>
  Array.from({ length: count }, (_, index) => `n${index}.${suffix}`);

describe('names of one load balancer', () => {
  it.each([99, 100, 250])('%i: in as many transactions as they need, each name published', async (count) => {
    const stage = createStage();
    const sizes: number[] = [];
    const ports: Ports = {
      ...stage.ports,
      writeRows: (writes) => {
        sizes.push(writes.length);
        return stage.ports.writeRows(writes);
      },
    };
    await createV2(stage, 'web', undefined, { tags: tagsOf(hostsOf(count)) });
    await invoke(stage, instrument(ports));
    expect(Object.keys(zoneContents(stage))).toHaveLength(count);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    expect(sizes.filter((size) => size > 1)).toHaveLength(Math.ceil(count / 99));
  });
});

describe('names that were asked for before', () => {
  it('count until they have gone; those that find no room are refused, and asked for again later', async () => {
    const stage = createStage({
      zones: [{ id: 'ZPUBLIC', name: 'ab.io', private: false }],
      // So many at once are what it is there for.
      brake: { window: 3600, removals: { names: 3_000, percent: 0 }, retargets: { names: 0, percent: 0 } },
    });
    const set = (letter: string) =>
      Array.from({ length: 1100 }, (_, n) => `${letter}${n.toString(36)}.ab.io`);
    const web = await createV2(stage, 'web', undefined, { tags: tagsOf(set('a')) });
    await invoke(stage, instrument(stage.ports));
    for (const letter of ['b', 'c']) {
      await tagV2(stage, web, tagsOf(set(letter)));
      await invoke(stage, instrument(stage.ports));
      stage.clock.advance(5_000);
    }
    const row = lbRow(stage, web.arn);
    expect(row?.names).toHaveLength(3_000);
    expect(Object.keys(row?.refused ?? {})).toHaveLength(300);
    await drain(stage);
    await sweep(stage);
    await drain(stage);
    expect(Object.keys(zoneContents(stage, 'ZPUBLIC')).sort()).toEqual(
      set('c')
        .map((host) => `${host} A`)
        .sort(),
    );
    expect(lbRow(stage, web.arn)?.refused).toEqual({});
  });
});

describe('rows stay small', () => {
  it('however often the same value is announced and denied', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com');
    const ports: Ports = {
      ...stage.ports,
      applyChanges: async () => ({ kind: 'denied', error: new Error('AccessDenied') }),
    };
    for (let time = 0; time < 20; time += 1) {
      await invoke(stage, instrument(ports));
      stage.clock.advance(5_000);
    }
    expect(nameRow(stage, 'a.example.com')).toMatchObject({ doubt: true, sent: [{}] });
    expect(nameRow(stage, 'a.example.com')?.sent).toHaveLength(1);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
  });

  it('with as many refused names as tags can ask for, and long reasons', async () => {
    const zones = Array.from({ length: 12 }, (_, index) => ({
      id: `Z${index}`,
      name: `${'long-'.repeat(12)}${index}.example.net`,
      private: false,
    }));
    const stage = createStage({ zones: [{ id: 'ZPUBLIC', name: 'example.com', private: false }, ...zones] });
    const hosts = Array.from({ length: 1800 }, (_, index) => `${index.toString(36)}.io`);
    const web = await createV2(stage, 'web', 'a.example.com', { tags: tagsOf(hosts) });
    await drain(stage);
    const refused = lbRow(stage, web.arn)?.refused ?? {};
    expect(Object.keys(refused)).toHaveLength(1800);
    expect(refused['0.io']).toMatch(/^no configured public zone holds 0.io.*…$/);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
  });
});
