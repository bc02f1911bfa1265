/** The most tokens that arrive in any window of so many milliseconds, both ends included. */
export function mostIn(window: number, arrivals: readonly (readonly [at: number, tokens: number])[]): number {
  const sorted = [...arrivals].sort(([a], [b]) => a - b);
  let [first, sum, most] = [0, 0, 0];
  for (const [at, tokens] of sorted) {
    sum += tokens;
    for (
      let [oldest, gone] = sorted[first] ?? [at, 0];
      oldest < at - window;
      [oldest, gone] = sorted[first] ?? [at, 0]
    ) {
      sum -= gone;
      first += 1;
    }
    most = Math.max(most, sum);
  }
  return most;
}
