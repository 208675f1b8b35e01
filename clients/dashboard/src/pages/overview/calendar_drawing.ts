// Months as they hang on the wall: a row for each week, the number of reports in each day, the due day framed.
import type { Drawing } from "@/charts/drawing";
import { isDeep, type Palette, shadeColour } from "@/charts/palette";
import type { Day } from "./arrivals";

export interface CalendarDays {
  // As 2025-01.
  months: string[];
  counts: ReadonlyMap<Day, number>;
  due: ReadonlyMap<Day, number>;
}

export interface CalendarWords {
  month(year: number, month: number): string;
  due: string;
  // From Sunday.
  weekdays: string[];
}

const CELL = 34;
const MONTH_WIDTH = 7 * CELL + 40;
const HEAD = 50;
const MONTH_HEIGHT = HEAD + 6 * CELL + 12;

export function drawCalendar(days: CalendarDays, words: CalendarWords, width: number, colours: Palette): Drawing {
  const columns = Math.max(1, Math.floor(width / MONTH_WIDTH));
  const place = (i: number) => ({
    left: 24 + (i % columns) * MONTH_WIDTH,
    top: HEAD + Math.floor(i / columns) * MONTH_HEIGHT,
  });
  const most = Math.max(0, ...days.counts.values());
  return {
    height: Math.ceil(days.months.length / columns) * MONTH_HEIGHT,
    option: {
      animation: false,
      textStyle: { fontFamily: colours.font },
      title: days.months.map((month, i) => {
        const { left, top } = place(i);
        const [year = 0, number = 0] = month.split("-").map(Number);
        const textStyle = { color: colours.text, fontSize: 14 };
        return { text: words.month(year, number), left: left - 5, top: top - HEAD, textStyle };
      }),
      calendar: days.months.map((month, i) => ({
        ...place(i),
        range: month,
        orient: "vertical",
        cellSize: CELL,
        splitLine: { show: false },
        itemStyle: { color: colours.surface, borderColor: colours.line },
        dayLabel: { firstDay: 1, nameMap: words.weekdays, color: colours.soft },
        monthLabel: { show: false },
        yearLabel: { show: false },
      })),
      series: days.months.map((month, i) => ({
        type: "heatmap",
        coordinateSystem: "calendar",
        calendarIndex: i,
        silent: true,
        data: daysOf(month).map((day) => {
          const count = days.counts.get(day) ?? 0;
          const shade = shadeOf(count, most);
          const colour = shade === undefined ? colours.surface : shadeColour(colours, shade);
          const text = shade !== undefined && isDeep(shade) ? colours.accentText : colours.text;
          const due = days.due.has(day);
          const mark = count > 0 ? `{count|${count}}` : due ? `{due|${words.due}}` : "";
          return {
            value: [day, count],
            itemStyle: due ? { color: colour, borderColor: colours.warn, borderWidth: 2 } : { color: colour },
            label: {
              show: true,
              formatter: `{day|${Number(day.slice(-2))}}\n${mark}`,
              rich: {
                day: { color: shade === undefined ? colours.soft : text, fontSize: 10, lineHeight: 12 },
                count: { color: text, fontSize: 13, fontWeight: "bold", lineHeight: 15 },
                due: { color: colours.warn, fontSize: 11, lineHeight: 15 },
              },
            },
          };
        }),
      })),
      // The colours stand in the data; a heatmap does not go without.
      visualMap: { show: false, min: 0, max: Math.max(1, most), inRange: { opacity: 1 } },
    },
  };
}

export function shadeOf(count: number, most: number): number | undefined {
  return count === 0 ? undefined : Math.min(4, Math.floor((count * 5) / (most + 1)));
}

export function daysOf(month: string): Day[] {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: last }, (_, i) => `${month}-${String(i + 1).padStart(2, "0")}`);
}
