import type { Freeze, FreezeRow, FreezeScope } from './freeze-row.ts';
import { type NameKey, splitNameKey } from './rows.ts';

export interface ScopedFreeze extends Freeze {
  readonly scope: FreezeScope;
}

/** Those that have not ended by themselves, the widest first. */
export function currentFreezes(row: FreezeRow | undefined, now: number): readonly ScopedFreeze[] {
  return Object.entries(row?.freezes ?? {})
    .flatMap(([scope, freeze]) => (freeze ? [{ ...freeze, scope: scope as FreezeScope }] : []))
    .filter(({ until }) => now < until)
    .sort((a, b) => widthOf(a.scope) - widthOf(b.scope) || (a.scope < b.scope ? -1 : 1));
}

/** What keeps the name from being written: of several freezes, the one that ends last. */
export function freezeOf(row: FreezeRow | undefined, key: NameKey, now: number): ScopedFreeze | undefined {
  const covering = currentFreezes(row, now).filter(({ scope }) => covers(scope, key));
  return covering.reduce<ScopedFreeze | undefined>(
    (last, freeze) => (last !== undefined && last.until >= freeze.until ? last : freeze),
    undefined,
  );
}

export function covers(scope: FreezeScope, key: NameKey): boolean {
  return scope === 'stack' || scope === `zone#${splitNameKey(key).zoneId}` || scope === `name#${key}`;
}

/** As people read it: `the stack`, `zone ZEXAMPLECOM`, `a.example.com in zone ZEXAMPLECOM`. */
export function tellScope(scope: FreezeScope): string {
  if (scope === 'stack') return 'the stack';
  if (isOfName(scope)) {
    const { zoneId, host } = splitNameKey(scope.slice('name#'.length) as NameKey);
    return `${host} in zone ${zoneId}`;
  }
  return `zone ${scope.slice('zone#'.length)}`;
}

const widthOf = (scope: FreezeScope): number => (scope === 'stack' ? 0 : isOfName(scope) ? 2 : 1);

const isOfName = (scope: FreezeScope): boolean => scope.startsWith('name#');
