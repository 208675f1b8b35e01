// The figures of a form, without what a cell may hold instead of a number.
import { cells } from "@/form/catalogue";

export const FIGURES = cells.length;
const LARGEST = 2n ** 63n - 1n;

export function isZero(figures: bigint[]): boolean {
  return figures.every((figure) => figure === 0n);
}

// Adds the figures of a form, or none. Returns the index of the first cell whose sum does not fit 64 bits, and then the
// sums are of no use; -1 when all fit. All are 0 or more.
export function addTo(sums: bigint[], figures: bigint[]): number {
  for (const [i, figure] of figures.entries()) {
    const sum = (sums[i] ?? 0n) + figure;
    if (sum > LARGEST) return i;
    sums[i] = sum;
  }
  return -1;
}
