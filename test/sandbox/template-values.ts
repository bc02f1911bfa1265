import { ACCOUNT, REGION } from './isolated-environment.ts';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A piece of a template with what CloudFormation would put in place of pseudo parameters and joins. */
export function templateValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(templateValue);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  if (ref !== undefined) {
    const known = PSEUDO[ref];
    if (known === undefined) throw new Error(`The sandbox does not know what ${ref} is before a deploy`);
    return known;
  }
  if (join !== undefined) return join[1].map(templateValue).join(join[0]);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, templateValue(member)]));
}
