import { domainToASCII } from 'node:url';
import * as z from 'zod';
import { clusterName, someOf, words } from './settings-words.ts';

const NAMES = 'a list of name patterns: ["*.shop.example.com"]';
const TAGS = 'tags of the load balancer with their values: {"team": "shop"}';
const OR_NONE = 'or no such key';

const name = z.string('a name pattern: "*.shop.example.com"');

/** Who may have which names. A claim must match all that a rule gives. */
export const allowRuleSchema = z.strictObject(
  {
    names: someOf(name, NAMES, 'at least one name pattern; "*" is every name of the zone'),
    clusters: someOf(
      clusterName,
      'a list of names of clusters',
      `at least one cluster, ${OR_NONE}`,
    ).optional(),
    accounts: someOf(
      words(/^\d{12}$/, 'the id of an AWS account: 12 digits, as text'),
      'a list of ids of AWS accounts',
      `at least one account, ${OR_NONE}`,
    ).optional(),
    tags: z
      .record(z.string(), z.string('the value of a tag, as text'), TAGS)
      .refine((tags) => Object.keys(tags).length > 0, `at least one tag, ${OR_NONE}`)
      .optional(),
  },
  'a rule: {"names": ["*.shop.example.com"], "clusters": ["blue"]}',
);

const zoneName = z
  .string('a domain name such as example.com')
  .transform((given) => domainToASCII(given.replace(/\.$/, '')))
  .pipe(
    words(
      /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/,
      'a domain name such as example.com',
    ),
  );

/** What becomes of records that somebody else changed or removed: of one zone, or of all that say nothing. */
export const driftSchema = z.enum(
  ['restore', 'respect'],
  'restore or respect: whether records of ours that somebody else changed or removed are put back',
);

export const zoneSchema = z
  .strictObject(
    {
      id: z
        .string('the id of a hosted zone, such as Z0123456789ABCDEFGHIJ')
        .transform((id) => id.replace(/^\/?hostedzone\//, ''))
        .pipe(words(/^[A-Z0-9]{1,32}$/, 'the id of a hosted zone, such as Z0123456789ABCDEFGHIJ')),
      name: zoneName,
      private: z.boolean('true or false').default(false),
      roleArn: words(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'the ARN of a role').optional(),
      externalId: words(/^[\w+=,.@:/-]{2,256}$/, '2 to 256 of letters, digits and _+=,.@:/-').optional(),
      allow: someOf(
        allowRuleSchema,
        'a list of rules: [{"names": ["*.shop.example.com"], "clusters": ["blue"]}]',
        'at least one rule, or no such key: a zone in which nobody may have a name does not belong here',
      ).optional(),
      protect: z.array(name, `${NAMES}; [] protects nothing`).optional(),
      drift: driftSchema.optional(),
    },
    'a hosted zone: {"id": "Z…", "name": "example.com"}',
  )
  .refine((zone) => (zone.roleArn === undefined) === (zone.externalId === undefined), {
    error:
      'roleArn and externalId together, for a zone of another account: the external id keeps others from using the role',
  });

export type GivenZone = z.output<typeof zoneSchema>;
