import * as z from 'zod';
import { DEAD_LETTER_QUEUES } from '../../shared/dead-letters/dead-letter.ts';
import { BadCommand, type Wrong } from './bad-command.ts';

/** A week: whoever needs longer freezes again, so that nothing stays frozen because it was forgotten. */
const LONGEST_FREEZE = 7 * 24 * 60;
const MOST_NAMES = 10_000;
const MOST_MESSAGES = 100_000;
const LONGEST_TEXT = 200;

const words = (wants: string) =>
  z.string(wants).trim().min(1, wants).max(LONGEST_TEXT, `${wants}, of ${LONGEST_TEXT} characters or fewer`);
const whole = (most: number, wants: string) => z.int(wants).min(1, wants).max(most, wants);

const zone = words('the id of a hosted zone of the settings, such as "Z0123456789ABCDEFGHIJ"');
const name = words('a hostname, such as "shop.example.com"');
const reason = words('why, in words that others will read');
/** Lambda does not tell a function who invoked it. */
const by = words('who asks for it').exactOptional();

const SCOPE = '"stack", {"zone": "Z…"}, or {"zone": "Z…", "name": "shop.example.com"}';
const scope = z.union([z.literal('stack'), z.strictObject({ zone, name: name.exactOptional() })], SCOPE);

const WINDOW = '"from" and "to", or the "name" of a replay (with "cancel": true to end it)';
const time = (wants: string) => z.iso.datetime({ offset: true, error: wants });

const SUBJECT = 'one of "loadBalancer", "name" (with "zone", if only one is meant) and "all": true';

const commandSchema = z.discriminatedUnion(
  'command',
  [
    z
      .strictObject({
        command: z.literal('sync'),
        loadBalancer: words('an ARN, or classic/<region>/<name>').exactOptional(),
        name: name.exactOptional(),
        zone: zone.exactOptional(),
        all: z.literal(true, 'true').exactOptional(),
        by,
      })
      .refine(
        ({ loadBalancer, name, all }) =>
          [loadBalancer, name, all].filter((each) => each !== undefined).length === 1,
        SUBJECT,
      )
      .refine(({ name, zone }) => name !== undefined || zone === undefined, `"zone" beside "name" only`),
    z.strictObject({
      command: z.literal('freeze'),
      scope,
      reason,
      minutes: whole(LONGEST_FREEZE, `a whole number of minutes, 1 to ${LONGEST_FREEZE} (a week)`),
      by,
    }),
    z.strictObject({ command: z.literal('unfreeze'), scope, by }),
    z.strictObject({
      command: z.literal('approve'),
      zone,
      kind: z.enum(['removals', 'retargets'], '"removals" or "retargets"'),
      names: whole(MOST_NAMES, `how many names, 1 to ${MOST_NAMES}`),
      reason,
      by,
    }),
    z
      .strictObject({
        command: z.literal('replay'),
        from: time('when it begins, such as "2026-01-01T00:00:00Z"').exactOptional(),
        to: time('when it ends, such as "2026-01-01T06:00:00Z"').exactOptional(),
        name: words('the name of a replay, as the answer to its start told').exactOptional(),
        cancel: z.literal(true, 'true').exactOptional(),
        by,
      })
      .refine(
        ({ from, to, name, cancel }) =>
          name === undefined
            ? from !== undefined && to !== undefined && cancel === undefined
            : from === undefined && to === undefined,
        WINDOW,
      ),
    z.strictObject({
      command: z.literal('plan'),
      after: words('a load balancer: `next` of the plan before').exactOptional(),
      by,
    }),
    z.strictObject({
      command: z.literal('redrive'),
      queue: z
        .enum(
          DEAD_LETTER_QUEUES,
          `${DEAD_LETTER_QUEUES.map((each) => `"${each}"`).join(', ')}, or no such key`,
        )
        .exactOptional(),
      look: z.literal(true, 'true').exactOptional(),
      most: whole(MOST_MESSAGES, `how many messages, 1 to ${MOST_MESSAGES}`).exactOptional(),
      by,
    }),
    z.strictObject({ command: z.literal('status'), name: name.exactOptional(), by }),
  ],
  'one of "sync", "freeze", "unfreeze", "approve", "plan", "replay", "redrive" and "status"',
);

export type Command = z.infer<typeof commandSchema>;
export type CommandOf<Name extends Command['command']> = Extract<Command, { command: Name }>;

/** @throws BadCommand that names every field that does not fit. */
export function parseCommand(payload: unknown): Command {
  const result = commandSchema.safeParse(payload);
  if (result.success) return result.data;
  throw new BadCommand(
    result.error.issues.flatMap((issue) => wrong(issue, payload)),
    { cause: result.error },
  );
}

function wrong(issue: z.core.$ZodIssue, payload: unknown): Wrong[] {
  const field = ['payload', ...issue.path].join('.');
  const got = issue.path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    payload,
  );
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: `${field}.${key}`,
      got: Reflect.get(got as object, key),
      expected: 'no such key',
    }));
  return [{ field, got, expected: issue.message }];
}
