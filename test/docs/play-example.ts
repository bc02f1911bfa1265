import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Settings } from '../../shared/settings.ts';
import {
  createClassic,
  createV2,
  deleteClassic,
  deleteV2,
  foreign,
  tagClassic,
  tagV2,
  untagClassic,
  untagV2,
} from '../stage/actions.ts';
import { drain } from '../stage/drain.ts';
import { createStage, type Stage } from '../stage/stage.ts';
import type { Example, Section } from './examples.ts';
import { serve } from './play-cluster.ts';
import { type Actor, type Scene, tellScene, zoneName } from './scene.ts';

/** The health check that there is. */
const HEALTH_CHECK = '01234567-89ab-cdef-0123-456789abcdef';

export function createScene(settings: Pick<Settings, 'zones' | 'clusters'> & Partial<Settings>): Scene {
  const stage = createStage(settings);
  stage.route53.healthChecks.create({ id: HEALTH_CHECK });
  return { stage, zones: settings.zones, cast: new Map(), others: new Map(), clusters: new Map() };
}

/** Does what the example says, waits until all is quiet, and tells what there is, in the example's own form. */
export async function playExample(scene: Scene, { sections }: Example): Promise<readonly Section[]> {
  for (const section of sections) await act(scene, section);
  await drain(scene.stage);
  return tellScene(scene);
}

/** What an example says that there is: the sections that are no acts. */
export function isResult({ head }: Section): boolean {
  return /^(records in .*|refused|quarantined|waiting|kept|published|ignored)$/.test(head);
}

async function act(scene: Scene, section: Section): Promise<void> {
  const { head, lines } = section;
  if (isResult(section)) return;
  const [, made, how = ''] = /^tags of ([a-z0-9-]+)((?:, [a-z]+)*)$/.exec(head) ?? [];
  const [, changed, change] = /^([a-z0-9-]+) (gets|loses|is deleted)$/.exec(head) ?? [];
  const [, zone] = /^already in (.*)$/.exec(head) ?? [];
  const [, annotated, object, cluster, behind] =
    /^(annotations of )?(\S+ \S+) in (\S+)(?: behind (\S+))?$/.exec(head) ?? [];
  if (made !== undefined) scene.cast.set(made, await create(scene.stage, made, how, tagsOf(lines)));
  else if (changed !== undefined) await alter(scene, changed, change ?? '', lines);
  else if (zone !== undefined) await publish(scene, zone, lines);
  else if (object !== undefined)
    serve(scene, { object, cluster: cluster ?? '', behind, annotated: !!annotated }, lines);
  else throw new Error(`An example has the head "${head}", which says nothing here`);
}

/** `key = value`, value may be empty. */
export function tagsOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = '', value = ''] = /^(.*?) =(?: (.*))?$/.exec(line) ?? [];
      if (key === '') throw new Error(`"${line}" is no tag`);
      return [key, value];
    }),
  );
}

async function create(stage: Stage, name: string, how: string, tags: Record<string, string>): Promise<Actor> {
  const words = how.split(', ').filter(Boolean);
  const is = (word: string) => words.includes(word);
  const unknown = words.filter((word) => !KINDS.includes(word));
  if (unknown.length > 0)
    throw new Error(`A load balancer is "${unknown.join(', ')}", which says nothing here`);
  // What was made at one time is ranked by it; examples are made one after the other.
  stage.clock.advance(1000);
  if (is('classic')) {
    const made = await createClassic(stage, name, tags['signpost/hostname'] ?? '', {
      tags,
      ...(is('internal') && { scheme: 'internal' }),
    });
    return { ...made, id: `classic/us-east-1/${name}`, isClassic: true };
  }
  const made = await createV2(stage, name, undefined, {
    tags,
    Type: is('network') ? 'network' : is('gateway') ? 'gateway' : 'application',
    ...(is('internal') && { Scheme: 'internal' }),
    ...(is('dualstack') && { IpAddressType: 'dualstack' }),
  });
  return { ...made, id: made.arn, isClassic: false };
}

const KINDS = ['application', 'network', 'gateway', 'classic', 'internal', 'dualstack'];

async function alter({ stage, cast }: Scene, name: string, change: string, lines: readonly string[]) {
  const actor = cast.get(name);
  if (actor === undefined) throw new Error(`There is no load balancer ${name}`);
  const { isClassic } = actor;
  if (change === 'gets') await (isClassic ? tagClassic : tagV2)(stage, actor, tagsOf(lines));
  else if (change === 'is deleted') await (isClassic ? deleteClassic : deleteV2)(stage, actor);
  else for (const key of lines) await (isClassic ? untagClassic : untagV2)(stage, actor, key);
}

/** `shop.example.com A 192.0.2.1`: records of other people, with a TTL of 300. */
async function publish(
  { stage, zones, others }: Scene,
  told: string,
  lines: readonly string[],
): Promise<void> {
  const zone = zones.find((each) => zoneName(each) === told);
  for (const line of lines) {
    const [, Name, Type, Value] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    const set = { Name, Type, TTL: 300, ResourceRecords: [{ Value }] } as ResourceRecordSet;
    await foreign(stage, 'CREATE', set, zone?.id);
    others.set(told, [...(others.get(told) ?? []), `${line}, TTL 300`]);
  }
}
