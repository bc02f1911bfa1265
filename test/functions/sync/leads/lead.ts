import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { createV2, foreign, tagV2, untagV2 } from '../../../stage/actions.ts';
import { drain } from '../../../stage/drain.ts';
import type { Stage } from '../../../stage/stage.ts';

/** The name that leads are about where they do not say another. */
export const APP = 'app.example.com';

/** Tags of the contract, without their prefix. */
export type Tags = Readonly<Record<string, string>>;

/** What leads Signpost to a batch that Route 53 refuses, and what people are told instead of its being sent. */
export interface Lead {
  readonly meet: (stage: Stage) => Promise<unknown>;
  /** Each the parts of one line, `<host> <outcome>: <reason>`. */
  readonly told: readonly (readonly string[])[];
}

/** Why no tags and no zone lead there. */
export interface Never {
  readonly never: string;
}

export const tagged = (tags: Tags) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`signpost/${key}`, value]));

/** A network load balancer that asks for APP, unless its tags say otherwise. */
export const make = (stage: Stage, name: string, tags: Tags = {}) =>
  createV2(stage, name, undefined, { Type: 'network', tags: tagged({ hostname: APP, ...tags }) });

/** One load balancer with these tags. */
export const asking = (tags: Tags, ...told: Lead['told']): Lead => ({
  meet: (stage) => make(stage, 'web', tags),
  told,
});

/** One load balancer and, once it has what it asks for, another. */
export const oneAfterTheOther = (first: Tags, second: Tags, ...told: Lead['told']): Lead => ({
  meet: async (stage) => {
    await make(stage, 'first', first);
    await drain(stage);
    await make(stage, 'second', second);
  },
  told,
});

/** Somebody else's set comes to stand beside ours before the tags of the load balancer change. */
export const joined = (before: Tags, theirs: Omit<ResourceRecordSet, 'Name'>, after: Tags): Lead => ({
  meet: async (stage) => {
    const web = await make(stage, 'web', before);
    await drain(stage);
    await foreign(stage, 'CREATE', { ...theirs, Name: APP });
    for (const key of Object.keys(before)) if (!(key in after)) await untagV2(stage, web, `signpost/${key}`);
    await tagV2(stage, web, tagged({ hostname: APP, ...after }));
  },
  told: [[`${APP} published: in part; the rest is refused: published by another`, 'remove that record']],
});

/** Load balancers with these tags, all in one run. */
export const together = (all: readonly Tags[], ...told: Lead['told']): Lead => ({
  meet: async (stage) => {
    for (const [index, tags] of all.entries()) await make(stage, `lb-${index}`, tags);
  },
  told,
});

/** Tags that ask for these names, each value as long as a tag takes. */
export function hostnameTags(hosts: readonly string[]): Tags {
  const values = [''];
  for (const host of hosts) {
    const longer = [values.at(-1), host].filter(Boolean).join(' ');
    if (longer.length > 256) values.push(host);
    else values[values.length - 1] = longer;
  }
  return Object.fromEntries(values.map((value, index) => [index ? `hostname.${index}` : 'hostname', value]));
}
