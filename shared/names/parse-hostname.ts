import { isIP } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';
import type { Hostname } from './hostname.ts';

export type ParsedHostname = { readonly ok: Hostname } | { readonly refused: string };

/** RFC 1035, in ASCII: octets of a label, and of a name as text without its last dot. */
const LABEL = 63;
const NAME = 253;

const WILDCARD = /^[+*]\./;
const BAD_CHARACTER = /(?![A-Za-z0-9._-])\p{ASCII}/u;

/**
 * A hostname as people write it, in canonical form: upper case, a trailing dot and Unicode are taken; `+.example.com`
 * is `*.example.com`, because a tag value cannot hold `*`. Otherwise says what is wrong with it.
 */
export function parseHostname(text: string): ParsedHostname {
  const wildcard = WILDCARD.test(text);
  const written = wildcard ? text.slice(2) : text;
  if (isIP(written) !== 0) return { refused: 'is an IP address: a record needs a name' };
  const bad = BAD_CHARACTER.exec(written)?.[0];
  if (bad !== undefined) return { refused: badCharacter(bad) };
  const ascii = toAscii(written).replace(/\.$/, '');
  const host = wildcard ? `*.${ascii}` : ascii;
  const problem = problemOf(ascii) ?? lengthProblem(host);
  return problem === undefined ? { ok: host as Hostname } : { refused: problem };
}

function badCharacter(bad: string): string {
  if (bad === '+' || bad === '*') {
    return `has "${bad}" where none can be: a wildcard is the whole first label, as in "+.example.com"`;
  }
  return `has "${bad}": a hostname is letters, digits, hyphens and underscores between dots, without scheme, port or path`;
}

/** Empty where IDNA refuses the name. ASCII needs no IDNA, and `domainToASCII` would read `1.2` as an address. */
function toAscii(written: string): string {
  return /^\p{ASCII}*$/u.test(written) ? written.toLowerCase() : domainToASCII(written);
}

function problemOf(ascii: string): string | undefined {
  if (ascii === '') return 'is empty, or no name by the rules for international names (IDNA)';
  const labels = ascii.split('.');
  if (/^\d+$/.test(labels.at(-1) ?? '')) return 'ends in a number, as IP addresses do: a record needs a name';
  for (const label of labels) {
    const problem = labelProblem(label);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function labelProblem(label: string): string | undefined {
  if (label === '') return 'has an empty label: two dots in a row, or one in front';
  if (label.length > LABEL) return `has a label of ${label.length} characters, "${label}": ${LABEL} at most`;
  if (!/^[a-z0-9._-]+$/.test(label)) return `has a label that is no name in ASCII, "${label}"`;
  if (label.startsWith('-') || label.endsWith('-')) {
    return `has a label that begins or ends with a hyphen, "${label}"`;
  }
  // What IDNA cannot decode comes back as it was.
  if (label.startsWith('xn--') && domainToUnicode(label).startsWith('xn--')) {
    return `has a label that is not valid punycode, "${label}"`;
  }
  return undefined;
}

function lengthProblem(host: string): string | undefined {
  return host.length > NAME ? `has ${host.length} characters in ASCII: ${NAME} at most` : undefined;
}
