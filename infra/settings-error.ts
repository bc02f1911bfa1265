import { Token } from 'aws-cdk-lib';
import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';
import { clusterSchema, vpcSchema } from './settings-cluster-schema.ts';
import { brakeSchema, quotaSchema } from './settings-limits-schema.ts';
import { settingsSchema, withdrawAfterSchema } from './settings-schema.ts';
import { allowRuleSchema, zoneSchema } from './settings-zone-schema.ts';

/** A sentence for whoever writes the settings; the stack trace of the program that read them is of no use to them. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Path = readonly PropertyKey[];

/** Keys of each object of the settings, by its path with list indexes as `*`. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(settingsSchema.shape),
  'zones.*': Object.keys(zoneSchema.shape),
  'zones.*.allow.*': Object.keys(allowRuleSchema.shape),
  'clusters.*': Object.keys(clusterSchema.shape),
  'clusters.*.vpc': Object.keys(vpcSchema.shape),
  withdrawAfter: Object.keys(withdrawAfterSchema.shape),
  brake: Object.keys(brakeSchema.shape),
  'brake.removals': Object.keys(brakeSchema.shape.removals.unwrap().shape),
  'brake.retargets': Object.keys(brakeSchema.shape.retargets.unwrap().shape),
  quota: Object.keys(quotaSchema.shape),
  'quota.requests': Object.keys(quotaSchema.shape.requests.unwrap().shape),
  'quota.changes': Object.keys(quotaSchema.shape.changes.unwrap().shape),
};

/** One error for all that is wrong, a line each. */
export function settingsError(error: z.ZodError, input: unknown): SettingsError {
  const lines = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownKey(issue.path, key))
      : [`${told(issue.path)}: got ${show(valueAt(input, issue.path))}, wants ${issue.message}`],
  );
  return new SettingsError(
    `The settings in cdk.json (context key "signpost") are not usable:\n  ${lines.join('\n  ')}`,
  );
}

/**
 * Settings are bundled into the functions and checked at synth, so a value that CloudFormation fills in comes too late.
 */
export function refuseTokens(value: unknown, path: Path = []): void {
  if (Token.isUnresolved(value)) {
    throw new SettingsError(
      `${told(path)}: got a CDK token, wants a literal value: settings are bundled into the functions at synth, ` +
        'before CloudFormation knows what a token stands for. Write the value itself, or look it up with fromLookup.',
    );
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    refuseTokens(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function unknownKey(path: Path, key: string): string {
  const known = KEYS[path.map((part) => (typeof part === 'number' ? '*' : part)).join('.')] ?? [];
  const nearest = closest(key, [...known]);
  return `${told([...path, key])}: got a key that is not known here, wants one of ${known.join(', ')}; did you mean ${nearest}?`;
}

function told(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    'signpost',
  );
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    input,
  );
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
