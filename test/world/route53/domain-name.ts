/** What is wrong with a domain name, in Route 53's words, without the frame of an error. */
export class DomainNameProblem extends Error {
  constructor(code: string, explanation: string, culprit: string) {
    super(`FATAL problem: ${code} (${explanation}) encountered with '${culprit}'`);
    this.name = 'DomainNameProblem';
  }
}

const plain = /^[a-z0-9_-]$/;

/**
 * The form in which Route 53 stores and lists a name: lower case, trailing dot, every character other than a-z, 0-9,
 * `-` and `_` as an octal escape. `*` is one of them (`\052`) wherever it stands: external-dns has marks named
 * `a-*.example.com` in many zones. Throws DomainNameProblem.
 */
export function normaliseDomainName(text: string): string {
  if (text === '') throw new DomainNameProblem('DomainNameEmpty', 'Domain name is empty', text);
  if (text === '.') return text;
  const labels = splitLabels(text);
  if (labels.at(-1)?.length === 0) labels.pop();
  for (const label of labels) {
    if (label.length === 0) throw new DomainNameProblem('DomainLabelEmpty', 'Domain label is empty', text);
    if (label.length > 63)
      throw new DomainNameProblem('DomainLabelTooLong', 'Domain label is too long', label.join(''));
  }
  // One length byte per label and one for the root, as on the wire.
  if (labels.reduce((sum, label) => sum + label.length + 1, 1) > 255)
    throw new DomainNameProblem('DomainNameTooLong', 'Domain name is too long', text);
  return `${labels.map((label) => label.map(octal).join('')).join('.')}.`;
}

export function isWithin(normalised: string, zoneName: string): boolean {
  return normalised === zoneName || normalised.endsWith(`.${zoneName}`);
}

/** Labels as arrays of decoded characters. A backslash that begins no octal escape stands for itself. */
function splitLabels(text: string): string[][] {
  const labels: string[][] = [[]];
  for (const [token] of text.matchAll(/\\[0-3][0-7]{2}|[\s\S]/gu)) {
    if (token === '.') labels.push([]);
    else labels.at(-1)?.push(decode(token, text));
  }
  return labels;
}

function decode(token: string, text: string): string {
  const character = token.length === 4 ? String.fromCharCode(Number.parseInt(token.slice(1), 8)) : token;
  if (token.length !== 4 && !/^[!-~]$/.test(token))
    throw new DomainNameProblem('UnsupportedCharacter', 'Value contains unsupported characters', text);
  return character.toLowerCase();
}

function octal(character: string): string {
  return plain.test(character)
    ? character
    : `\\${(character.codePointAt(0) ?? 0).toString(8).padStart(3, '0')}`;
}
