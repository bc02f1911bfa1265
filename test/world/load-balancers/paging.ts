import { validationError } from './validation-error.ts';

export interface PageInput {
  readonly PageSize?: number | undefined;
  readonly Marker?: string | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly NextMarker: string | undefined;
}

/** One page, at most 400 long, of items in the order of their creation. A marker outlives the item it was made of. */
export function page<Item extends { readonly serial: number }>(
  all: readonly Item[],
  { PageSize = 400, Marker }: PageInput,
): Page<Item> {
  if (!Number.isInteger(PageSize) || PageSize < 1 || PageSize > 400) {
    throw validationError(
      `1 validation error detected: Value '${PageSize}' at 'pageSize' failed to satisfy constraint: ` +
        `Member must have value between 1 and 400`,
    );
  }
  const after = Marker ? serialOf(Marker) : 0;
  const rest = all.filter(({ serial }) => serial > after).sort((a, b) => a.serial - b.serial);
  const items = rest.slice(0, PageSize);
  const last = items.at(-1);
  return {
    items,
    NextMarker: last !== undefined && rest.length > PageSize ? markerOf(last.serial) : undefined,
  };
}

function markerOf(serial: number): string {
  return Buffer.from(`after ${serial}`).toString('base64');
}

function serialOf(marker: string): number {
  const [, serial] = /^after (\d+)$/.exec(Buffer.from(marker, 'base64').toString()) ?? [];
  if (serial === undefined) throw validationError(`Invalid marker '${marker}'`);
  return Number(serial);
}
