// The cells of the form as a spreadsheet has them: rows of figures, without their titles.
import type { PrintedTable } from "@/form/printed_form";

// The rows of each table, from the top.
export type Grid = string[][][];

export interface Position {
  table: number;
  row: number;
  column: number;
}

export function gridOf(tables: PrintedTable[]): Grid {
  return tables.map((table) =>
    table.rows
      .map((row) => row.flatMap(({ cell }) => (cell === undefined ? [] : [cell])))
      .filter((row) => row.length > 0),
  );
}

export function positionOf(grid: Grid, cell: string): Position | undefined {
  for (const [table, rows] of grid.entries()) {
    for (const [row, cells] of rows.entries()) {
      const column = cells.indexOf(cell);
      if (column >= 0) return { table, row, column };
    }
  }
  return undefined;
}

export type Direction = "up" | "down" | "left" | "right";

// The next cell; at the edge of a table that of the neighbouring one, at the end of the form none.
export function neighbour(grid: Grid, cell: string, direction: Direction): string | undefined {
  const rows = grid.flat();
  const row = rows.findIndex((cells) => cells.includes(cell));
  const column = rows[row]?.indexOf(cell) ?? -1;
  if (row < 0) return undefined;
  if (direction === "left" || direction === "right") {
    const all = rows.flat();
    return all[all.indexOf(cell) + (direction === "right" ? 1 : -1)];
  }
  const next = rows[row + (direction === "down" ? 1 : -1)];
  return next?.[Math.min(column, next.length - 1)];
}

export interface Block {
  // What goes where.
  texts: { cell: string; text: string }[];
  // Texts that have no cell.
  beyond: number;
}

// A block as spreadsheets copy it, laid with its first figure on the cell.
export function blockAt(grid: Grid, cell: string, pasted: string): Block {
  const block: Block = { texts: [], beyond: 0 };
  const start = positionOf(grid, cell);
  if (start === undefined) return block;
  const lines = pasted.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  for (const [down, line] of lines.entries()) {
    for (const [across, text] of line.split("\t").entries()) {
      const target = grid[start.table]?.[start.row + down]?.[start.column + across];
      if (target !== undefined) block.texts.push({ cell: target, text });
      else if (text.trim() !== "") block.beyond++;
    }
  }
  return block;
}
