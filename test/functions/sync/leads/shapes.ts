import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { aliasA, createV2, deleteV2, foreign, plainA, tagV2 } from '../../../stage/actions.ts';
import { drain } from '../../../stage/drain.ts';
import { APP, asking, type Lead, make, type Never, type Tags, tagged } from './lead.ts';

const CNAME = { 'record-type': 'cname' };
const CLOUDFRONT = { target: 'd111111abcdef8.cloudfront.net', 'target-zone-id': 'Z2FDTNDATAQYW2' };

/** Somebody else's record stands at the name first. */
const beside = (theirs: ResourceRecordSet, tags: Tags, ...told: readonly string[]): Lead => ({
  meet: async (stage) => {
    await foreign(stage, 'CREATE', theirs);
    await make(stage, 'web', tags);
  },
  told: [[`${APP} refused`, ...told]],
});

/** By id of the answers: CNAMEs, aliases, what stands. */
export const shapes: Readonly<Record<string, Lead | Never>> = {
  'CNAME beside A': beside(
    plainA(APP),
    CNAME,
    'published by another: A 192.0.2.1',
    'remove that record, or take this name off the tag',
  ),
  'CNAME beside TXT': beside(
    { Name: APP, Type: 'TXT', TTL: 1, ResourceRecords: [{ Value: '"x"' }] },
    CNAME,
    'a CNAME cannot stand beside records of other types, and the name has TXT',
    'ask for an alias, or take this name off the tag',
  ),
  'A beside CNAME': beside(
    { Name: APP, Type: 'CNAME', TTL: 1, ResourceRecords: [{ Value: 'x.example.net' }] },
    {},
    'published by another: CNAME x.example.net',
    'remove that record, or take this name off the tag',
  ),
  'TXT beside CNAME': { never: 'Signpost writes A, AAAA and CNAME' },
  'CNAME at the apex': asking({ hostname: 'example.com', ...CNAME }, [
    'example.com refused',
    'a CNAME cannot stand at the apex of zone example.com',
    'use an alias, or a name below it',
  ]),

  'an alias with TTL': asking({ ttl: '60' }, [
    `${APP} refused`,
    'signpost/ttl "60"',
    'the record is an alias, which has the TTL of its target',
    'remove ttl, or set record-type to cname',
  ]),
  'an alias with values': { never: 'what a tag gives is the target or the value, by the type of the record' },
  'an alias without EvaluateTargetHealth': asking({}, [`${APP} published`]),
  'an alias in the same zone to nothing': asking(
    { target: 'nobody.example.com', 'target-zone-id': 'ZPUBLIC' },
    [
      `${APP} refused`,
      'its target nobody.example.com is a record of the same zone ZPUBLIC',
      'set record-type to cname and remove target-zone-id',
    ],
  ),
  'an alias to a set of another zone': asking({ target: 'a.example.com', 'target-zone-id': 'ZPRIVATE' }, [
    `${APP} refused`,
    'its target a.example.com is a record of zone ZPRIVATE (example.com)',
    'Route 53 allows no alias to a record of another zone',
    'set record-type to cname and remove target-zone-id',
  ]),
  'an alias TXT to a load balancer': { never: 'Signpost writes A, AAAA and CNAME' },
  'an alias to CloudFront in a private zone': asking({ ...CLOUDFRONT, access: 'private' }, [
    `${APP} refused`,
    'no alias to CloudFront in a private zone',
    'set record-type to cname, or access to public',
  ]),
  'an alias to CloudFront that evaluates its health': asking(
    { ...CLOUDFRONT, 'evaluate-target-health': 'true' },
    [
      `${APP} refused`,
      'signpost/evaluate-target-health "true"',
      'Route 53 cannot evaluate the health of CloudFront',
      'remove evaluate-target-health, or set it to false',
    ],
  ),

  'a CNAME to itself': asking({ target: APP }, [
    `${APP} refused`,
    `its target is ${APP}, the name itself`,
    'set the tag target to what stands in front of the load balancer',
  ]),
  'an alias to itself': asking({ target: APP, 'target-zone-id': 'ZPUBLIC' }, [
    `${APP} refused`,
    'the name itself',
  ]),
  'an alias to a set that the batch creates afterwards': asking(
    {
      'hostname.later': 'z.example.com',
      'target.one': 'z.example.com',
      'target-zone-id.one': 'ZPUBLIC',
      'hostname.one': 'a.example.com',
    },
    ['a.example.com refused', 'is a record of the same zone'],
    ['z.example.com published'],
  ),

  'CREATE of what exists': {
    meet: async (stage) => {
      const web = await createV2(stage, 'web', undefined);
      await foreign(stage, 'CREATE', aliasA(APP, web));
      await tagV2(stage, web, tagged({ hostname: APP }));
    },
    told: [[`${APP} refused`, 'published by another: A alias to web-', 'remove that record']],
  },
  'the same set created twice in a batch': {
    meet: async (stage) => {
      for (const name of ['a', 'b']) await make(stage, name, { weight: '1', 'set-identifier': 'one' });
    },
    told: [
      [`${APP} published`],
      [`${APP} waiting`, 'in the set "one"', 'follows when that one goes or no longer asks for it'],
    ],
  },
  'the same set deleted twice in a batch': {
    meet: async (stage) => {
      const web = await make(stage, 'web');
      await drain(stage);
      await deleteV2(stage, web);
      stage.queue.push(...stage.queue);
    },
    told: [[`${APP} left: withdrawn`, 'the load balancer is gone']],
  },
};
