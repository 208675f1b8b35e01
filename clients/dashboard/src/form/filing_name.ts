// Resource names of filings: organs/{id}/filings/{year}-{own|rollup}.
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";

export function filingName(organ: string, year: number, scope: Scope): string {
  return `${organ}/filings/${year}-${scope === Scope.ROLL_UP ? "rollup" : "own"}`;
}

export function organOfFiling(filing: string): string {
  return filing.replace(/\/filings\/.*$/, "");
}

export function yearOfFiling(filing: string): number {
  return Number(/\/filings\/(\d{4})-/.exec(filing)?.[1] ?? 0);
}
