/**
 * How a zone's listing is ordered by name. `documented`: as strings of reversed labels with the trailing dot, so that
 * `a-b` comes before `a`, escapes as they are listed. Where the documentation leaves room a reader must do with the
 * others as well: `decoded` takes `\052` for `*`; `labels` goes label by label, so that `a` comes before `a-b`.
 */
export type ListOrder = 'documented' | 'decoded' | 'labels';

/** Where a set stands in a listing: reversed name, type, set identifier. */
export type Position = readonly [name: string, type: string, setId: string];

export type PositionOf = (name: string, type: string, setId: string) => Position;

/** Positions of normalised names under an order. */
export function positionsBy(order: ListOrder): PositionOf {
  return (name, type, setId) => {
    const labels = name.slice(0, -1).split('.').reverse();
    if (order === 'labels') return [labels.join('\0'), type, setId];
    const shown = order === 'decoded' ? labels.map(decoded) : labels;
    return [`${shown.join('.')}.`, type, setId];
  };
}

export function comparePositions(one: Position, other: Position): number {
  for (const [index, part] of one.entries()) {
    const counterpart = other[index] ?? '';
    if (part !== counterpart) return part < counterpart ? -1 : 1;
  }
  return 0;
}

function decoded(label: string): string {
  return label.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
