// The three statutory tables as they are printed. The document service alone knows how they look; it is asked once for
// an empty form, and names in it the cell behind each figure.

import { Format } from "@gen/nianbao/document/v1/document_service_pb";
import { documents } from "@/rpc/services";

export interface PrintedCell {
  // Cell code of a figure; undefined for titles.
  cell: string | undefined;
  text: string;
  head: boolean;
  attributes: Record<string, string>;
}

export interface PrintedTable {
  heading: string;
  // Of each column, in per cent.
  widths: string[];
  headRows: PrintedCell[][];
  rows: PrintedCell[][];
}

// Those that screen readers need, those that merge cells, and the kind of title.
const ATTRIBUTES = ["id", "headers", "scope", "colspan", "rowspan", "class"];

let asked: Promise<PrintedTable[]> | undefined;

export function printedTables(): Promise<PrintedTable[]> {
  asked ??= ask().catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

async function ask(): Promise<PrintedTable[]> {
  const { content } = await documents.writeDocument({ report: {}, format: Format.HTML });
  // Styles in it are not for this page, and its policy would complain of them.
  const html = new TextDecoder()
    .decode(content)
    .replace(/<style>.*?<\/style>/s, "")
    .replaceAll(" style=", " data-style=");
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.querySelectorAll("table")].map((table) => ({
    heading: table.caption?.textContent ?? "",
    widths: [...table.querySelectorAll<HTMLElement>("col")].map(
      (column) => /width:([\d.]+%)/.exec(column.dataset.style ?? "")?.[1] ?? "",
    ),
    headRows: table.tHead === null ? [] : [...table.tHead.rows].map(cellsOf),
    rows: [...table.tBodies].flatMap((body) => [...body.rows].map(cellsOf)),
  }));
}

function cellsOf(row: HTMLTableRowElement): PrintedCell[] {
  return [...row.cells].map((cell) => ({
    cell: cell.dataset.cell,
    text: cell.textContent ?? "",
    head: cell.tagName === "TH",
    attributes: Object.fromEntries(
      ATTRIBUTES.filter((name) => cell.hasAttribute(name)).map((name) => [name, cell.getAttribute(name) ?? ""]),
    ),
  }));
}
