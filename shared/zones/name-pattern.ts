import { domainToASCII } from 'node:url';

/**
 * A pattern of names: lower case, ASCII, no trailing dot. `*` is any run of characters, dots included; `+.x` is the
 * wildcard record `*.x` itself, as in tags; everything else is what it says.
 */
export type ParsedPattern = { readonly ok: string } | { readonly wants: string };

const PATTERN =
  'a name pattern such as *.shop.example.com: letters, digits, hyphens, underscores and dots; * is any run of characters, +. in front the wildcard record itself';
const LABEL = 63;
const NAME = 253;
/** How Route 53 writes `*` to IAM. */
const WILDCARD = String.raw`\052`;

/** A pattern as people write it, for the names of one zone; or what it should have been. */
export function parseNamePattern(text: string, zoneName: string): ParsedPattern {
  const ascii = text.split('.').map(labelToAscii).join('.').replace(/\.$/, '').replace(/\*+/g, '*');
  if (!/^(\+\.)?[a-z0-9._*-]+$/.test(ascii)) return { wants: PATTERN };
  const wants = labelsProblem(ascii) ?? wildcardProblem(ascii) ?? zoneProblem(ascii, zoneName);
  return wants === undefined ? { ok: ascii } : { wants };
}

/** Of a pattern as `parseNamePattern` returns it, and a `Hostname`: `*.x` is the host of a wildcard record. */
export function matchesName(pattern: string, host: string): boolean {
  return isLike(toIam(pattern), toNormalisedName(host));
}

/** Whether every name that `inner` matches is one that `outer` matches. May say no where it is so. */
export function covers(outer: string, inner: string): boolean {
  // A star of `inner` is a character like any other here, which only a star of `outer` can stand for.
  return isLike(toIam(outer), toIam(inner));
}

/** For `StringLike` on `route53:ChangeResourceRecordSetsNormalizedRecordNames`. */
export function toIam(pattern: string): string {
  return pattern.startsWith('+.') ? `${WILDCARD}${pattern.slice(1)}` : pattern;
}

/**
 * A hostname as that condition key has it: lower case, no trailing dot, and all characters but a-z, 0-9, `-`, `_` and `.`
 * as octal escapes. Source: Route 53 Developer Guide, "Using IAM policy conditions for fine-grained access control".
 */
export function toNormalisedName(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/[^a-z0-9._-]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** IDNA needs whole labels: one with a star in it stays as it is, and is refused. */
function labelToAscii(label: string): string {
  if (/^\p{ASCII}*$/u.test(label)) return label.toLowerCase();
  return label.includes('*') ? label : domainToASCII(label);
}

function labelsProblem(pattern: string): string | undefined {
  const labels = pattern.split('.');
  const isWrong = (label: string) =>
    label === '' ||
    label.startsWith('-') ||
    label.endsWith('-') ||
    label.split('*').some((part) => part.length > LABEL);
  if (labels.some(isWrong) || pattern.length > NAME) {
    return `a pattern that a hostname can match: labels are not empty, do not begin or end with a hyphen, and have ${LABEL} characters at most, the whole name ${NAME}`;
  }
  return undefined;
}

/**
 * To IAM the wildcard record is `\052.x`, so there `*2.x` would match it, which no one means who wrote `*2.x`.
 */
function wildcardProblem(pattern: string): string | undefined {
  const [start, first = ''] = pattern.split('*', 2);
  if (start !== '' || !['052', '52', '2'].some((digits) => meets(digits, first))) return undefined;
  return `a pattern that does not begin with a * before ${first.slice(0, 3)}: IAM reads the wildcard record's own * as \\052, and would take it for one of these names; write the names out, or put a letter after the *`;
}

/** Whether `*` and `first` can match the end of an escape and what comes after it. */
function meets(digits: string, first: string): boolean {
  return first !== '' && (digits.startsWith(first) || first.startsWith(`${digits}.`));
}

function zoneProblem(pattern: string, zoneName: string): string | undefined {
  const end = pattern.slice(pattern.lastIndexOf('*') + 1);
  const below = `.${zoneName}`;
  const reaches = pattern.includes('*')
    ? below.endsWith(end) || end.endsWith(below)
    : pattern === zoneName || pattern.endsWith(below);
  return reaches ? undefined : `a pattern that matches a name of the zone, such as *${below}`;
}

/** `*` is any run of characters, as in IAM's StringLike; there is no `?` in patterns. */
function isLike(pattern: string, value: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) return value === start;
  if (!value.startsWith(start)) return false;
  let from = start.length;
  for (const part of rest) {
    const at = value.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return value.length - end.length >= from && value.endsWith(end);
}
