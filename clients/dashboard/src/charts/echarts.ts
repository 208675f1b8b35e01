// What of ECharts the pages draw with. It is large, so it is loaded when a chart first comes.
import { HeatmapChart, MapChart } from "echarts/charts";
import {
  CalendarComponent,
  GeoComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, registerMap, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  CalendarComponent,
  CanvasRenderer,
  GeoComponent,
  HeatmapChart,
  MapChart,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
]);

export { init, registerMap };
