// Which of five shades a value has, and which values have a shade. Values are exact, so the bounds are too.
import { type Measure, printedValue, type Value } from "./measures";

export const SHADES = 5;

export interface Shade {
  // From 0 for the least.
  shade: number;
  from: Value;
  // Below this one; of the last shade, up to it.
  to: Value;
}

interface Bounds {
  least: Value;
  greatest: Value;
}

const WHOLE: Bounds = {
  least: { numerator: 0n, denominator: 1n },
  greatest: { numerator: 1n, denominator: 1n },
};

export class ColourScale {
  private constructor(private readonly bounds: Bounds | undefined) {}

  // Shares of a fixed whole.
  static ofWhole(): ColourScale {
    return new ColourScale(WHOLE);
  }

  // From the least to the greatest of the values.
  static of(values: readonly Value[]): ColourScale {
    const sorted = [...values].sort(compare);
    const [least, greatest] = [sorted[0], sorted.at(-1)];
    return new ColourScale(least && greatest && { least, greatest });
  }

  shadeOf(value: Value): number {
    if (this.bounds === undefined) return 0;
    let shade = 0;
    while (shade < SHADES - 1 && compare(value, this.bound(shade + 1)) >= 0) shade++;
    return compare(this.bounds.least, this.bounds.greatest) === 0 ? SHADES - 1 : shade;
  }

  // None without values, one when all are the same.
  get shades(): Shade[] {
    if (this.bounds === undefined) return [];
    const { least, greatest } = this.bounds;
    if (compare(least, greatest) === 0) return [{ shade: SHADES - 1, from: least, to: greatest }];
    return Array.from({ length: SHADES }, (_, shade) => ({
      shade,
      from: this.bound(shade),
      to: this.bound(shade + 1),
    }));
  }

  // Where the shade begins.
  private bound(shade: number): Value {
    const { least, greatest } = this.bounds ?? WHOLE;
    const low = least.numerator * greatest.denominator;
    const high = greatest.numerator * least.denominator;
    return {
      numerator: low * BigInt(SHADES - shade) + high * BigInt(shade),
      denominator: least.denominator * greatest.denominator * BigInt(SHADES),
    };
  }
}

// The values of a shade as people read them. A count is whole, so the shade ends before the next begins.
export function printedShade(measure: Measure, { shade, from, to }: Shade): string | undefined {
  if (measure.denominator !== undefined) {
    return compare(from, to) === 0
      ? printedValue(measure, from)
      : `${printedValue(measure, from)}–${printedValue(measure, to)}`;
  }
  const least = whole(from.numerator + from.denominator - 1n, from.denominator);
  const greatest = whole(shade === SHADES - 1 ? to.numerator : to.numerator - 1n, to.denominator);
  if (compare(least, greatest) > 0) return undefined;
  const first = printedValue(measure, least);
  return compare(least, greatest) === 0 ? first : `${first}–${printedValue(measure, greatest)}`;
}

function whole(numerator: bigint, denominator: bigint): Value {
  // BigInt division cuts towards 0; a sum of counts below 0 is floored like any other.
  const cut = numerator / denominator;
  return { numerator: numerator % denominator < 0n ? cut - 1n : cut, denominator: 1n };
}

function compare(a: Value, b: Value): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
