// What a chart shows, and how high it is at the width that it was asked for.
import type { ECBasicOption } from "echarts/types/dist/shared";

export interface Drawing {
  option: ECBasicOption;
  height: number;
}
