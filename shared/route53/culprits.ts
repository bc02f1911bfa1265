import type { NameChanges } from '../plan/changes.ts';
import type { RecordSet } from '../records/record-set.ts';

/**
 * The names of a batch that a refusal blames: those that would use the health check that it misses, or else those it
 * spells (`[Tried to create resource record set [name='a.example.com.', type='A'] but it already exists, ...]`) and those
 * that would lead to a target that is none. Empty where the message tells of none of the batch.
 */
export function culprits(message: string, batch: readonly NameChanges[]): NameChanges[] {
  const told = withoutIdentifiers(message);
  const users = batch.filter(({ creates }) => creates.some((set) => lacksHealthCheck(set, told)));
  if (users.length > 0) return users;
  const spelled = namesIn(message);
  const targets = new Set(
    [...told.toLowerCase().matchAll(TARGET)].map(([, name, zone]) => `${name} ${zone}`),
  );
  return batch.filter(
    ({ host, creates }) => spelled.has(host) || creates.some((set) => targets.has(targetOf(set))),
  );
}

/** Characters of a message that a ledger row keeps. */
const KEPT = 500;
/** The messages of one answer stand between commas, each with a capital in front. */
const BETWEEN = /, (?=[A-Z]\w* (?<!SetIdentifier ))/;

/** The part of a message that is about this name; where none is, all of it. Names as people write them. */
export function wordsAbout(host: string, message: string): string {
  const all = message.replaceAll('\\052', '*').replace(/^\[([\s\S]*)\]$/, '$1');
  const own = all.split(BETWEEN).filter((part) => namesIn(part).has(host));
  const words = own.length === 0 ? all : own.join(', ');
  return words.length > KEPT ? `${words.slice(0, KEPT)}…` : words;
}

/** What a set is called, in the three ways in which messages tell it; tags can put neither comma, quote nor bracket there. */
const SET_IDENTIFIER = /\bset-?identifier[ =]'?[^,'\]]*/gi;
/** The name whose set is refused. A zone, an alias target, a value stand elsewhere: the batch may hold their names, too. */
const NAME = /(?:\bname='|\bDNS name |\bName=|'(?:A|AAAA|CNAME) )([^\s',\]]+?)\.?(?=[\s',\]]|$)/gi;

/** The target of an alias and the hosted zone that it is to lie in: the set that would lead there is not told. */
const TARGET = /\balias that targets ([^\s',\]]+?)\.?, type \w+ in zone (\w+)/g;

function targetOf({ alias }: RecordSet): string {
  return `${alias?.dnsName} ${alias?.hostedZoneId.toLowerCase()}`;
}

/** Set identifiers are anybody's words: they must not put the blame on somebody else's name. */
function withoutIdentifiers(message: string): string {
  return message.replace(SET_IDENTIFIER, '');
}

function namesIn(message: string): ReadonlySet<string> {
  const told = withoutIdentifiers(message).replaceAll('\\052', '*').toLowerCase();
  return new Set([...told.matchAll(NAME)].map(([, name = '']) => name));
}

/** `A health check with id <id> does not exist`; the words around the id are not documented. */
function lacksHealthCheck({ healthCheckId: id }: RecordSet, message: string): boolean {
  if (id === undefined || !/health check/i.test(message)) return false;
  const at = message.indexOf(id);
  const around = [message.charAt(at - 1), message.charAt(at + id.length)];
  return at !== -1 && !around.some((character) => /[\w-]/.test(character));
}
