// Figures as people read and write them. They are exact: no floating-point number comes near them.
import { cellByCode } from "@/form/catalogue";
import type { CellContent } from "@/form/report_cells";

// As the form prints it: no zeros behind the last decimal, no grouping.
export function printed(value: bigint, scale: number): string {
  if (scale === 0) return value.toString();
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(scale + 1, "0");
  const decimals = digits.slice(-scale).replace(/0+$/, "");
  return `${negative ? "-" : ""}${digits.slice(0, -scale)}${decimals === "" ? "" : `.${decimals}`}`;
}

// The figure of a cell, grouped by thousands, for reading.
export function figure(code: string, value: bigint): string {
  const [whole = "", decimals] = printed(value, cellByCode.get(code)?.scale ?? 0).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

export function printedContent(code: string, content: CellContent): string {
  switch (content.kind) {
    case "blank":
      return "";
    case "not_applicable":
      return "/";
    case "unresolved":
      return content.rawText === "" ? "?" : content.rawText;
    case "number":
      return printed(content.value, cellByCode.get(code)?.scale ?? 0);
  }
}

// What a person typed; undefined when it is no content of the cell.
export function typedContent(code: string, text: string): CellContent | undefined {
  const plain = text.normalize("NFKC").replaceAll(",", "").trim();
  if (plain === "") return { kind: "blank" };
  if (plain === "/" || plain === "不适用") return { kind: "not_applicable" };
  const scale = cellByCode.get(code)?.scale ?? 0;
  const parts = /^(\d{1,15})(?:\.(\d+))?$/.exec(plain);
  const decimals = parts?.[2] ?? "";
  if (parts?.[1] === undefined || decimals.length > scale) return undefined;
  return { kind: "number", value: BigInt(parts[1] + decimals.padEnd(scale, "0")) };
}
