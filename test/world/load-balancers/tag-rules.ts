import { AwsError } from '../aws-error.ts';
import { validationError } from './validation-error.ts';

/** A tag as both APIs take it. No value is an empty one. */
export interface Tag {
  readonly Key: string | undefined;
  readonly Value?: string | undefined;
}

const ALLOWED = /^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u;
const MOST = 50;

/** Refuses the tags of one request: lengths, characters, the reserved prefix, a key twice. */
export function checkTags(tags: readonly Tag[]): void {
  for (const { Key = '', Value = '' } of tags) {
    checkText(Key, 'key', 1, 128);
    checkText(Value, 'value', 0, 256);
    if (/^aws:/i.test(Key) || /^aws:/i.test(Value)) {
      throw validationError(`aws: prefixed tag key names are not allowed for external use`);
    }
  }
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw new AwsError('DuplicateTagKeysException', 'Duplicate tag keys specified in the request');
  }
}

/** Refuses tags that a resource has no room for. Keys that AWS itself set do not count. */
export function checkRoom(present: ReadonlyMap<string, string>, added: readonly Tag[]): void {
  const keys = new Set([...present.keys(), ...added.map(({ Key = '' }) => Key)]);
  const counted = [...keys].filter((key) => !key.startsWith('aws:')).length;
  if (counted > MOST) {
    throw new AwsError('TooManyTagsException', `The quota for the number of tags, ${MOST}, has been reached`);
  }
}

function checkText(text: string, what: string, least: number, most: number): void {
  const length = [...text].length;
  if (length < least || length > most) {
    throw validationError(`Tag ${what} '${text}' must be between ${least} and ${most} characters long`);
  }
  if (!ALLOWED.test(text)) throw validationError(`Tag ${what} '${text}' contains invalid characters`);
}
