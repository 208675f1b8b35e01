// One figure of each table is a stop of the Tab key; arrow keys go on from it as they go in a spreadsheet.
import { reactive } from "vue";
import { cellByCode, cells } from "@/form/catalogue";

export function useFigureKeys() {
  const stops = reactive(new Map<number, string>());
  for (const { section, code } of cells) if (!stops.has(section)) stops.set(section, code);

  return {
    isStop: (code: string) => stops.get(sectionOf(code)) === code,
    stopAt: (code: string) => stops.set(sectionOf(code), code),
    move(event: KeyboardEvent): void {
      const from = event.target as HTMLElement;
      const to = neighbour(from, event.key);
      if (to === undefined) return;
      event.preventDefault();
      to.focus();
    },
  };
}

function sectionOf(code: string): number {
  return cellByCode.get(code)?.section ?? 0;
}

const ALONG: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

// The nearest figure of the table in the direction of the key, on the same line where one is there.
function neighbour(from: HTMLElement, key: string): HTMLElement | undefined {
  const along = ALONG[key];
  const table = from.closest("table");
  if (along === undefined || table === null || !from.matches("td button")) return undefined;
  const [dx, dy] = along;
  const here = middle(from);
  let nearest: { figure: HTMLElement; cost: number } | undefined;
  for (const figure of table.querySelectorAll<HTMLElement>("td button")) {
    const there = middle(figure);
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const cost = ahead + 4 * aside;
    // Figures of one line may stand a little above or below each other.
    if (ahead > 2 && (dy !== 0 || aside < 8) && cost < (nearest?.cost ?? Number.POSITIVE_INFINITY)) {
      nearest = { figure, cost };
    }
  }
  return nearest?.figure;
}

function middle(element: HTMLElement): { x: number; y: number } {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
