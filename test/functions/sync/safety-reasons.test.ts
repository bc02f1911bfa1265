import { describe, expect, it } from 'vitest';
import type { HeldBy } from '../../../shared/ledger/rows.ts';
import type { Policy } from '../../../shared/settings.ts';
import type { Zone } from '../../../shared/zones/zone.ts';
import { aliasA, deleteV2, foreign, setAddressType, tagV2, untagV2 } from '../../stage/actions.ts';
import { approve } from '../../stage/brakes.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { operate } from '../../stage/operate.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { callsOfSync, sweep } from '../../stage/sweep.ts';
import { toldLines } from './leads/expect.ts';
import { APP, make } from './leads/lead.ts';

/** A reason for which a name does not follow its load balancer, and what it tells people to do about it. */
interface Case {
  readonly meet: (stage: Stage) => Promise<unknown>;
  /** As one line tells it, `<host> <outcome>: <reason>`. */
  readonly told: RegExp;
  /** Does what the reason says. */
  readonly resolve: (stage: Stage) => Promise<unknown> | unknown;
  readonly resolved: RegExp;
}

const PUBLISHED = /^app\.example\.com published: /;
const LEFT = /^app\.example\.com left: withdrawn/;
const CHECK = '01234567-89ab-4cde-8123-456789abcdef';

const zone = (stage: Stage, changed: Partial<Zone>) => {
  const [first, ...others] = stage.settings.zones;
  if (first) stage.settings.zones = [{ ...first, ...changed }, ...others];
};
const policy = (stage: Stage, changed: Policy) => {
  stage.settings.policy = changed;
};
const quota = (stage: Stage, burst: number) => {
  stage.settings.quota = { ...stage.settings.quota, changes: { perSecond: 1, burst } };
};
const later = async (stage: Stage) => {
  for (let time = 0; time < 2; time += 1) {
    await drain(stage, instrument(stage.ports), 30 * 60_000);
    await sweep(stage);
  }
  await drain(stage, instrument(stage.ports), 15 * 60_000);
};
/** A load balancer that has its name, and then loses it. */
const gone = async (stage: Stage, between: () => unknown) => {
  const web = await make(stage, 'web');
  await drain(stage);
  await between();
  await deleteV2(stage, web);
};

/** One for each gate, so that none can be added without. */
const HELD: Readonly<Record<HeldBy, Case>> = {
  plan: {
    meet: async (stage) => {
      policy(stage, 'plan');
      await make(stage, 'web');
    },
    told: /held back: policy is plan, nothing is written; it would CREATE A alias to web-/,
    resolve: (stage) => policy(stage, 'sync'),
    resolved: PUBLISHED,
  },
  'create-only': {
    meet: async (stage) => {
      const web = await make(stage, 'web');
      await drain(stage);
      policy(stage, 'create-only');
      await tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' });
    },
    told: /held back: policy is create-only, what stands stays; it would DELETE A alias/,
    resolve: (stage) => policy(stage, 'upsert-only'),
    resolved: PUBLISHED,
  },
  'upsert-only': {
    meet: async (stage) => {
      const web = await make(stage, 'web');
      await setAddressType(stage, web, 'dualstack');
      await drain(stage);
      policy(stage, 'upsert-only');
      await setAddressType(stage, web, 'ipv4');
    },
    told: /held back: policy is upsert-only, nothing goes without another record in its place; it would DELETE AAAA/,
    resolve: (stage) => policy(stage, 'sync'),
    resolved: PUBLISHED,
  },
  closed: {
    meet: (stage) => gone(stage, () => zone(stage, { allow: [{ names: ['other.example.com'] }] })),
    told: /kept: kept, as it is not allowed: no allow rule of zone example\.com names it/,
    resolve: (stage) => zone(stage, { allow: [{ names: [APP] }] }),
    resolved: LEFT,
  },
  drift: {
    meet: async (stage) => {
      zone(stage, { drift: 'respect' });
      const web = await make(stage, 'web');
      await drain(stage);
      await foreign(stage, 'DELETE', aliasA(APP, web, 'Z26RNL4JYFTOTI'));
      await sweep(stage);
    },
    told: /held back: drift is respected: somebody else changed or removed what stood of it; .*operate sync.*; it would CREATE A alias/,
    resolve: (stage) => operate(stage, { command: 'sync', name: APP, zone: 'ZPUBLIC' }),
    resolved: PUBLISHED,
  },
  freeze: {
    meet: async (stage) => {
      const scope = { zone: 'ZPUBLIC', name: APP };
      await operate(stage, { command: 'freeze', scope, reason: 'migration', minutes: 600 });
      await make(stage, 'web');
    },
    told: /held back: frozen until .*: migration .*; it would CREATE A alias/,
    resolve: (stage) => operate(stage, { command: 'unfreeze', scope: { zone: 'ZPUBLIC', name: APP } }),
    resolved: PUBLISHED,
  },
  brake: {
    meet: (stage) => {
      const limit = { names: 0, percent: 0 };
      stage.settings.brake = { ...stage.settings.brake, removals: limit };
      return gone(stage, () => undefined);
    },
    told: /held back: the brake of zone ZPUBLIC is on since .*: 1 removals within an hour, limit 0; approve with operate/,
    resolve: (stage) => approve(stage, 'removal', 1),
    resolved: LEFT,
  },
  quota: {
    meet: async (stage) => {
      quota(stage, 4);
      const web = await make(stage, 'web');
      await setAddressType(stage, web, 'dualstack');
    },
    told: /held back: it takes 2 changes at once, .* quota allows 1: set quota\.changes\.burst to 5 or more, or take /,
    resolve: (stage) => quota(stage, 5),
    resolved: PUBLISHED,
  },
};

const REFUSED: Readonly<Record<string, Case>> = {
  'a name that is protected': {
    meet: async (stage) => {
      zone(stage, { protect: ['app.*'] });
      await make(stage, 'web');
    },
    told: /refused: protected: the settings of zone example\.com keep app\.\* from everybody; .*have protect changed/,
    resolve: (stage) => zone(stage, { protect: [] }),
    resolved: PUBLISHED,
  },
  'a name that no rule names': {
    meet: async (stage) => {
      zone(stage, { allow: [] });
      await make(stage, 'web');
    },
    told: /refused: not allowed: no allow rule of zone example\.com names it; .*have a rule added/,
    resolve: (stage) => zone(stage, { allow: [{ names: ['*.example.com'] }] }),
    resolved: PUBLISHED,
  },
  'a name of other load balancers': {
    meet: async (stage) => {
      zone(stage, { allow: [{ names: [APP], tags: { team: 'shop' } }] });
      await make(stage, 'web');
    },
    told: /refused: not allowed: zone example\.com gives it to others: tag team = shop, which this one has not/,
    resolve: async (stage) => {
      for (const { id } of await stage.listAllLoadBalancers())
        await tagV2(stage, { arn: id, dnsName: '' }, { team: 'shop' });
    },
    resolved: PUBLISHED,
  },
  'a name that is kept, being others’ now': {
    meet: async (stage) => {
      await make(stage, 'web');
      await drain(stage);
      zone(stage, { allow: [{ names: [APP], clusters: ['blue'] }] });
    },
    told: /kept: not allowed: zone example\.com gives it to others: cluster blue, this one is of none/,
    resolve: (stage) => zone(stage, { allow: [{ names: [APP] }] }),
    resolved: PUBLISHED,
  },
  'a wish that Route 53 refuses': {
    meet: (stage) => make(stage, 'web', { weight: '1', 'health-check-id': CHECK }),
    told: /quarantined: Route 53 refuses it: A health check with id .* does not exist.*; refused (once|\d times in a row), tried again at the first sweep after/,
    resolve: async (stage) => {
      stage.route53.healthChecks.create({ id: CHECK });
      await operate(stage, { command: 'sync', name: APP, zone: 'ZPUBLIC' });
    },
    resolved: PUBLISHED,
  },
  'a load balancer that is not ready to take over': {
    meet: async (stage) => {
      await make(stage, 'web');
      await drain(stage);
      await make(stage, 'next', { priority: '1' });
    },
    told: /waiting: it comes before .*web.* and is not ready to take over: it has no target group/,
    resolve: async (stage) => {
      const next = (await stage.listAllLoadBalancers()).find(({ id }) => id.includes('/next/'));
      // The other way that the reason tells of: it need not come before.
      if (next) await untagV2(stage, { arn: next.id, dnsName: '' }, 'signpost/priority');
    },
    resolved: /waiting: held by .*web.*; follows when that one goes or no longer asks for it/,
  },
};

describe.each(Object.entries({ ...HELD, ...REFUSED }))('%s', (_, { meet, told, resolve, resolved }) => {
  it('is told with its reason, and resolved by doing what that says', async () => {
    const stage = createStage();
    await meet(stage);
    await later(stage);
    expect(toldLines(stage)).toContainEqual(expect.stringMatching(told));
    expect(toldLines(stage)).not.toContainEqual(expect.stringMatching(resolved));
    const calls = callsOfSync(stage);
    await later(stage);
    if (!toldLines(stage).some((line) => line.includes('quarantined')))
      expect(callsOfSync(stage), 'a second run').toEqual(calls);

    await resolve(stage);
    await later(stage);
    expect(toldLines(stage)).toContainEqual(expect.stringMatching(resolved));
  });
});
