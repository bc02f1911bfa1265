import type { Settings } from '../shared/settings.ts';
import { refuseTokens, SettingsError, settingsError } from './settings-error.ts';
import { type StackSettings, settingsSchema } from './settings-schema.ts';

export type { ClusterSettings, SettingsInput, StackSettings } from './settings-schema.ts';

/**
 * The settings as the stacks want them, from cdk.json's context key `signpost`: an object, or JSON (`cdk -c signpost='{…}'`).
 * Throws one error that lists everything wrong: the key's path, what it got, what it wants.
 */
export function parseSettings(input: unknown): StackSettings {
  const value = typeof input === 'string' ? fromJson(input) : input;
  refuseTokens(value);
  const result = settingsSchema.safeParse(value);
  if (!result.success) throw settingsError(result.error, value);
  return result.data;
}

/** What the functions run by; the rest of the settings is for the stacks alone. */
export function runtimeSettings(settings: StackSettings): Settings {
  const { name, policy, tagPrefix, clusters, sources, matchByTag, withdrawAfter, brake, quota } = settings;
  const zones = settings.zones.map((zone) => ({ ...zone, drift: zone.drift ?? settings.drift }));
  return {
    name,
    policy,
    tagPrefix,
    zones,
    clusters: clusters.map(({ access: _, ...cluster }) => cluster),
    sources,
    matchByTag,
    withdrawAfter,
    brake,
    quota,
  };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SettingsError(
      `signpost: got text that is no JSON (${text.slice(0, 60)}), wants a JSON object`,
      {
        cause,
      },
    );
  }
}
