import { isIPv4, isIPv6 } from 'node:net';
import { DomainNameProblem, normaliseDomainName } from './domain-name.ts';

/** Problems of the values of one record set, each a message of InvalidChangeBatch. */
export function valueProblems(type: string, values: readonly string[]): string[] {
  const duplicates = values.filter((value, index) => values.indexOf(value) !== index);
  return [
    ...values.flatMap((value) => {
      const problem = valueProblem(type, value);
      return problem === undefined ? [] : [`Invalid Resource Record: '${problem}'`];
    }),
    ...duplicates.map((value) => `Duplicate Resource Record: '${value}'`),
    ...(type === 'CNAME' && values.length > 1
      ? ['RRSet of type CNAME must have exactly one resource record']
      : []),
    ...(values.length > 400 ? ['Cannot have more than 400 records in a RRSet.'] : []),
  ];
}

/** Two values mean the same if this is equal: Route 53 compares meaning, not spelling. */
export function comparable(type: string, value: string): string {
  if (type === 'AAAA' && isIPv6(value)) return new URL(`http://[${value}]`).hostname;
  if (type === 'CNAME' || type === 'NS' || type === 'PTR') return normaliseDomainName(value);
  return value;
}

function valueProblem(type: string, value: string): string | undefined {
  if (type === 'A' && !isIPv4(value))
    return `FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '${value}'`;
  if (type === 'AAAA' && !isIPv6(value))
    return `FATAL problem: AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address) encountered with '${value}'`;
  if ((type === 'TXT' || type === 'SPF') && !/^\s*"/.test(value))
    return `FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with '${value}'`;
  if (type === 'CNAME' || type === 'NS' || type === 'PTR') return nameProblem(value);
  return undefined;
}

function nameProblem(value: string): string | undefined {
  try {
    normaliseDomainName(value);
    return undefined;
  } catch (error) {
    if (error instanceof DomainNameProblem) return error.message;
    throw error;
  }
}
