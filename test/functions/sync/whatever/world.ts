import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { expect } from 'vitest';
import type { NameChanges } from '../../../../shared/plan/changes.ts';
import { createV2, deleteV2, foreign, setAddressType, tagV2, untagV2 } from '../../../stage/actions.ts';
import { drain } from '../../../stage/drain.ts';
import { instrument } from '../../../stage/faults.ts';
import { createStage, type Stage } from '../../../stage/stage.ts';
import { sweep } from '../../../stage/sweep.ts';
import { tagged } from '../leads/lead.ts';
import { CHECK } from '../leads/routing.ts';
import type { Event } from './arbitrary.ts';

/** A load balancer, and what people made of it. */
interface Player {
  made?: { arn: string; dnsName: string } | undefined;
  tags: Record<string, string>;
  dualstack: boolean;
}

/** What others have, by zone and the whole of it. */
type Theirs = Map<string, { zone: string; set: ResourceRecordSet }>;

export function createWorld({ hasHealthCheck = true } = {}) {
  const theirs: Theirs = new Map();
  const stage = createStage();
  if (hasHealthCheck) stage.route53.healthChecks.create({ id: CHECK });
  const refused: string[] = [];
  const { applyChanges } = stage.ports;
  const ports = {
    ...stage.ports,
    applyChanges: async (...input: Parameters<typeof applyChanges>) => {
      expect(stage.settings.policy, 'nothing is sent by plan').toBe('sync');
      for (const change of input[1]) refused.push(...joins(stage, theirs, input[0].id, change));
      const answer = await applyChanges(...input);
      if (answer.kind !== 'applied')
        refused.push(`${answer.kind}: ${JSON.stringify(answer)} ${JSON.stringify(input[1])}`);
      return answer;
    },
  };
  const players: Player[] = Array.from({ length: 5 }, (_, at) => ({ tags: {}, dualstack: at % 2 === 0 }));
  return { stage, ports, refused, players, theirs };
}
export type World = ReturnType<typeof createWorld>;

/** Creations that join others' sets of their type, or a name that others alone have. */
function joins(stage: Stage, theirs: Theirs, zone: string, { host, creates }: NameChanges): string[] {
  const at = stage.route53.records(zone).filter(({ Name }) => Name.replace('\\052', '*') === `${host}.`);
  const addresses = at.filter(({ Type }) => ['A', 'AAAA', 'CNAME'].includes(Type));
  const strange = addresses.filter((set) => theirs.has(`${zone} ${JSON.stringify(set)}`));
  const ours = addresses.filter((set) => !strange.includes(set));
  return creates.flatMap(({ type, setId }) => {
    const isReplacing = ours.some(({ Type, SetIdentifier = '' }) => Type === type && SetIdentifier === setId);
    const isJoining = strange.some(({ Type }) => Type === type) && !isReplacing;
    return isJoining || (strange.length > 0 && ours.length === 0) ? [`joins: ${type} ${host} ${setId}`] : [];
  });
}

/** The record sets of a zone, each as one text. */
export const stored = (stage: Stage, zone: string) =>
  stage.route53.records(zone).map((set) => JSON.stringify(set));

export async function happen(world: World, each: Event): Promise<void> {
  const { stage, players, ports } = world;
  const one = 'player' in each ? players[each.player] : undefined;
  if (each.kind === 'rest') await drain(stage, instrument(ports));
  else if (each.kind === 'sweep' || each.kind === 'policy') {
    // A deploy sweeps.
    if (each.kind === 'policy') stage.settings.policy = stage.settings.policy === 'plan' ? 'sync' : 'plan';
    await sweep(stage);
    await drain(stage, instrument(ports));
  } else if (each.kind === 'theirs') await put(world, each.theirs);
  else if (each.kind === 'theirs gone') {
    const [key, entry] = [...world.theirs][each.which] ?? [];
    if (key === undefined || entry === undefined) return;
    await foreign(stage, 'DELETE', entry.set, entry.zone);
    world.theirs.delete(key);
  } else if (one === undefined) return;
  else if (each.kind === 'tag') await tag(world, one, each.player, tagged(each.tags));
  else if (one.made && each.kind === 'address') {
    if (each.player === 4) return;
    one.dualstack = !one.dualstack;
    await setAddressType(stage, one.made, one.dualstack ? 'dualstack' : 'ipv4');
  } else if (one.made && each.kind === 'delete') {
    await deleteV2(stage, one.made);
    Object.assign(one, { made: undefined, tags: {} });
  }
}

async function tag({ stage }: World, one: Player, at: number, tags: Record<string, string>): Promise<void> {
  if (one.made === undefined) {
    stage.clock.advance(1000);
    one.made = await createV2(stage, `lb-${at}`, undefined, {
      Type: at === 1 ? 'application' : 'network',
      Scheme: at === 4 ? 'internal' : 'internet-facing',
      IpAddressType: one.dualstack && at !== 4 ? 'dualstack' : 'ipv4',
      tags,
    });
  } else {
    for (const key of Object.keys(one.tags).filter((known) => !(known in tags)))
      await untagV2(stage, one.made, key);
    await tagV2(stage, one.made, tags);
  }
  one.tags = tags;
}

/** Where Route 53 takes it. */
export async function put(
  { stage, theirs }: World,
  { place: [zone, host], set }: { place: readonly [string, string]; set: Partial<ResourceRecordSet> },
): Promise<void> {
  const whole = { ...set, Name: host } as ResourceRecordSet;
  const before = new Set(stored(stage, zone));
  try {
    await foreign(stage, 'CREATE', whole, zone);
  } catch {
    return;
  }
  const key = stored(stage, zone).find((each) => !before.has(each));
  if (key) theirs.set(`${zone} ${key}`, { zone, set: whole });
}
