// Where an arrow key leads among the buttons of tables: to the nearest one on the same line, or on the next.
type Way = { along: (a: DOMRect, b: DOMRect) => number; aside: (a: DOMRect, b: DOMRect) => number };

const middle = (rect: DOMRect) => ({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 });
const right = (a: DOMRect, b: DOMRect) => middle(b).x - middle(a).x;
const down = (a: DOMRect, b: DOMRect) => middle(b).y - middle(a).y;

const WAYS: Record<string, Way> = {
  ArrowRight: { along: right, aside: down },
  ArrowLeft: { along: (a, b) => -right(a, b), aside: down },
  ArrowDown: { along: down, aside: right },
  ArrowUp: { along: (a, b) => -down(a, b), aside: right },
};

export function step(grid: HTMLElement, event: KeyboardEvent): HTMLElement | undefined {
  const way = WAYS[event.key];
  const from = (event.target as HTMLElement).closest("button");
  if (way === undefined || from === null) return undefined;
  const here = from.getBoundingClientRect();
  const sideways = event.key === "ArrowRight" || event.key === "ArrowLeft";
  let nearest: { button: HTMLElement; distance: number } | undefined;
  for (const button of grid.querySelectorAll("button")) {
    const there = button.getBoundingClientRect();
    const along = way.along(here, there);
    const aside = Math.abs(way.aside(here, there));
    if (along < 1 || (sideways && aside > here.height / 2)) continue;
    // A button on the next line counts as nearer than one beside it farther on.
    const distance = sideways ? along : along * 10 + aside;
    if (nearest === undefined || distance < nearest.distance) nearest = { button, distance };
  }
  return nearest?.button;
}
