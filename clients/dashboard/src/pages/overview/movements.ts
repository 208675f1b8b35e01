// By how much a step moved figures.
import { figure } from "@/form/figures";
import { signed } from "@/form/ratio";
import type { Change } from "@/live/totals";
import { type Measure, measured, printedValue } from "./measures";

export interface Movement {
  title: string;
  // As it is now.
  value: string;
  // With its sign.
  difference: string;
}

// The sums among the measures that moved.
export function movements({ before, after }: Change, measures: readonly Measure[]): Movement[] {
  if (before === undefined || after === undefined) return [];
  return measures
    .filter(({ denominator }) => denominator === undefined)
    .flatMap((measure): Movement[] => {
      const now = measured(measure, after);
      const difference = (now?.numerator ?? 0n) - (measured(measure, before)?.numerator ?? 0n);
      if (difference === 0n) return [];
      const code = measure.numerator[0]?.cell ?? "";
      return [
        { title: measure.title, value: printedValue(measure, now), difference: signed(figure(code, difference)) },
      ];
    });
}
