// Where the totals of a node stood when this browser last showed them, so that the next visit can tell what moved.
import { fromJsonString, toJsonString } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { type Position, PositionSchema } from "@gen/nianbao/aggregation/v1/position_pb";
import { shanghaiTime } from "@/i18n/shanghai_time";

export interface Seen {
  position: Position;
  // By the clock of Shanghai.
  time: string;
}

const keyOf = (node: string, year: number) => `nianbao.seen.${node}.${year}`;

export function lastSeen(node: string, year: number): Seen | undefined {
  try {
    const { time, position } = JSON.parse(localStorage.getItem(keyOf(node, year)) ?? "");
    return { time: String(time), position: fromJsonString(PositionSchema, String(position)) };
  } catch {
    // Nothing was seen, or what was kept is of another version of this page.
    return undefined;
  }
}

export function keepSeen(node: string, year: number, position: Position): void {
  const time = shanghaiTime(timestampFromDate(new Date()));
  localStorage.setItem(keyOf(node, year), JSON.stringify({ time, position: toJsonString(PositionSchema, position) }));
}
