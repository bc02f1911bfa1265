import type { SettingsInput } from '../../infra/settings.ts';
import { scratchApp } from './scratch-app.ts';
import { FULL, type Synthesised, templatesOf } from './templates.ts';

export * from './templates.ts';

const made = new Map<string, { state: Synthesised; main: Synthesised }>();

/** Both stacks of the settings; those of the same settings once per test file. */
export function synthesise(settings: SettingsInput = FULL): { state: Synthesised; main: Synthesised } {
  const key = JSON.stringify(settings);
  const both = made.get(key) ?? templatesOf(scratchApp(), settings);
  made.set(key, both);
  return both;
}
