import { SCHEMA } from './rows.ts';

/** More names than the limit. */
export interface Over {
  /** Those counted within the window and those that asked for more. */
  readonly names: number;
  readonly limit: number;
  /** The limit is what the row has room for. */
  readonly full?: true | undefined;
  /** Whoever is to know was told. */
  readonly told?: true | undefined;
}

/** What changes in a zone within a window, by name: when it was last let through (epoch ms). */
export interface BrakeCount {
  readonly names: Readonly<Record<string, number>>;
  /** Since when none of the kind pass (epoch ms), and what led to it. */
  readonly tripped?: number | undefined;
  readonly over?: Over | undefined;
  /** An operator's word: so many names in the window that began then, in place of the settings' limit. */
  readonly approved?: { readonly names: number; readonly at: number } | undefined;
}

/** `zone#<zoneId>`: what counts for a zone as a whole. */
export interface ZoneRow {
  readonly rev: string;
  readonly schema: number;
  readonly zoneId: string;
  /** How many names had a record of ours, counted by sweeps (epoch ms), oldest first: for as long as a window needs it. */
  readonly held: readonly { readonly names: number; readonly at: number }[];
  readonly removals: BrakeCount;
  readonly retargets: BrakeCount;
  /** Names below the apex that were read: the name servers that they are delegated to, none if they are not. */
  readonly delegations: Readonly<
    Record<string, { readonly servers: readonly string[]; readonly at: number }>
  >;
}

export function emptyZoneRow(zoneId: string): ZoneRow {
  const none = { names: {} };
  return { rev: '', schema: SCHEMA, zoneId, held: [], removals: none, retargets: none, delegations: {} };
}
