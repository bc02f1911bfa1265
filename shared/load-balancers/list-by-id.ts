import pMap from 'p-map';
import { SignpostError } from '../errors.ts';

/** What the API says of one id. */
export type Answer<Item> =
  | { readonly kind: 'present'; readonly item: Item }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown'; readonly error: Error };

/** Asks the API for some ids in one call; throws where the API refuses. */
export type Ask<Id, Item> = (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Item>>;

/** Describe calls and DescribeTags of both APIs take 20 at most. */
const A_CALL = 20;
const AT_ONCE = 4;

/** The codes of both APIs, as the wire and as the SDK name them. */
const NOT_FOUND = new Set([
  'LoadBalancerNotFound',
  'LoadBalancerNotFoundException',
  'AccessPointNotFound',
  'AccessPointNotFoundException',
]);
/** One id that the API cannot read, as one of another account, fails its whole call too. */
const ABOUT_SOME_ID = new Set([...NOT_FOUND, 'ValidationError', 'ValidationException']);

/** What the API throws when it was asked for one load balancer, and that one is not there. */
export function saysGone(error: unknown): boolean {
  return error instanceof Error && NOT_FOUND.has(error.name);
}

/**
 * Asks for each id, 20 a call. One that is missing fails its whole call without being named, so the call is halved
 * until it stands alone: only then it is gone. After any other error all of the call are unknown.
 */
export async function listById<Id extends string, Item>(
  ids: readonly Id[],
  ask: Ask<Id, Item>,
): Promise<ReadonlyMap<Id, Answer<Item>>> {
  const calls = inParts([...new Set(ids)], A_CALL);
  const answers = await pMap(calls, (each) => askOrHalve(each, ask), { concurrency: AT_ONCE });
  return new Map(answers.flat());
}

async function askOrHalve<Id extends string, Item>(
  ids: readonly Id[],
  ask: Ask<Id, Item>,
): Promise<readonly [Id, Answer<Item>][]> {
  try {
    const found = await ask(ids);
    return ids.map((id) => [id, answered(id, found)]);
  } catch (cause) {
    const error = cause instanceof Error ? cause : new SignpostError('Not an error', { cause });
    if (ids.length === 1 && saysGone(error)) return ids.map((id) => [id, { kind: 'gone' }]);
    if (ids.length === 1 || !ABOUT_SOME_ID.has(error.name)) {
      return ids.map((id) => [id, { kind: 'unknown', error }]);
    }
    const halves = inParts(ids, Math.ceil(ids.length / 2));
    return (await pMap(halves, (half) => askOrHalve(half, ask), { concurrency: 1 })).flat();
  }
}

/** An answer that leaves an id out, without an error, is not what the API documents: nothing follows from it. */
function answered<Id extends string, Item>(id: Id, found: ReadonlyMap<Id, Item>): Answer<Item> {
  const item = found.get(id);
  if (item !== undefined) return { kind: 'present', item };
  const error = new SignpostError(
    `The ELB API was asked for ${id} and answered without it and without an error, expected one or the other: ` +
      'the load balancer is looked at again later.',
  );
  return { kind: 'unknown', error };
}

function inParts<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
