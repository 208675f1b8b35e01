// Ratios of exact figures.

// numerator / denominator in per cent with one decimal, rounded half away from 0; undefined when there is no such ratio.
export function percent(numerator: bigint, denominator: bigint): string | undefined {
  if (denominator === 0n) return undefined;
  const negative = numerator < 0n !== denominator < 0n && numerator !== 0n;
  const above = numerator < 0n ? -numerator : numerator;
  const below = denominator < 0n ? -denominator : denominator;
  const tenths = (above * 2000n + below) / (below * 2n);
  return `${negative && tenths !== 0n ? "-" : ""}${tenths / 10n}.${tenths % 10n}%`;
}

// With its sign, where it is not 0.
export function signed(text: string): string {
  return /^-|^0(\.0)?%?$/.test(text) ? text.replace(/^-/, "−") : `+${text}`;
}
