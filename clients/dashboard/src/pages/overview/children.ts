// The nodes below a node, with the value and the shade that a measure gives each.
import type { Coverage } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import type { Total } from "@/live/totals";
import { ColourScale, printedShade, type Shade } from "./colour_scale";
import { type Measure, measured, printedValue, type Value } from "./measures";
import { shortName } from "./short_names";

export interface Child {
  total: Total;
  shortName: string;
  value: string;
  // Undefined when there is no value.
  shade: number | undefined;
}

export interface LegendEntry {
  shade: number;
  text: string;
}

export interface ColouredChildren {
  children: Child[];
  legend: LegendEntry[];
}

export function coloured(children: readonly Total[], above: string, measure: Measure): ColouredChildren {
  const values = children.map((total) => measured(measure, total));
  const known = values.filter((value): value is Value => value !== undefined);
  const scale = measure.id === "coverage" ? ColourScale.ofWhole() : ColourScale.of(known);
  return {
    children: children.map((total, i) => {
      const value = values[i];
      return {
        total,
        shortName: shortName(total.title, above),
        value: printedValue(measure, value),
        shade: value && scale.shadeOf(value),
      };
    }),
    legend: scale.shades.flatMap((shade: Shade): LegendEntry[] => {
      const text = printedShade(measure, shade);
      return text === undefined ? [] : [{ shade: shade.shade, text }];
    }),
  };
}

// Where the only report of a node is; undefined when several are expected of it.
export function soleState({ expected, accepted, submitted, returned }: Coverage): string | undefined {
  if (expected !== 1) return undefined;
  if (accepted > 0) return "accepted";
  if (submitted > 0) return "waiting";
  return returned > 0 ? "returned" : "missing";
}
