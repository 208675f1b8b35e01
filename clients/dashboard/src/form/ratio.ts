// Parts of wholes, without any floating-point number.

// To one decimal, such as "12.5%"; undefined where nothing can be a part of the whole.
export function percent(part: bigint, whole: bigint): string | undefined {
  if (whole === 0n) return undefined;
  const negative = part < 0n !== whole < 0n && part !== 0n;
  const [over, under] = [part < 0n ? -part : part, whole < 0n ? -whole : whole];
  const tenths = (over * 2000n + under) / (2n * under);
  return `${negative ? "-" : ""}${tenths / 10n}.${tenths % 10n}%`;
}
