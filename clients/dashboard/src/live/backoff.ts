// How long to wait before the next attempt: longer each time, and never all pages at the same moment.
const FIRST_MS = 500;
const LONGEST_MS = 15_000;

// `chance` is from 0 to 1.
export function backoffMs(failures: number, chance: number): number {
  const longest = Math.min(FIRST_MS * 2 ** Math.max(failures - 1, 0), LONGEST_MS);
  return longest * (0.5 + chance / 2);
}
