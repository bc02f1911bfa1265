import type { z } from 'zod';
import { parseNamePattern } from '../shared/zones/name-pattern.ts';
import type { GivenZone } from './settings-zone-schema.ts';

/** Zones with name patterns in canonical form, and with what is protected unless the settings say otherwise. */
export function withPatterns(zones: readonly GivenZone[], { issues }: z.core.ParsePayload) {
  return zones.map((zone, index) => {
    const canonical = (given: readonly string[], path: readonly PropertyKey[]) =>
      given.map((text, at) => {
        const pattern = parseNamePattern(text, zone.name);
        if ('ok' in pattern) return pattern.ok;
        issues.push({ code: 'custom', input: text, path: [index, ...path, at], message: pattern.wants });
        return text;
      });
    return {
      ...zone,
      ...(zone.allow && {
        allow: zone.allow.map((rule, at) => ({
          ...rule,
          names: canonical(rule.names, ['allow', at, 'names']),
        })),
      }),
      protect: canonical(zone.protect ?? protectedByDefault(zone.name), ['protect']),
    };
  });
}

/** The apex, the zone's own wildcard, and names that begin with `_`, which validations and service discovery use. */
function protectedByDefault(zoneName: string): readonly string[] {
  return [zoneName, `+.${zoneName}`, '_*'];
}
