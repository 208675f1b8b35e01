import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";

export function filingName(organ: string, year: number, scope: Scope): string {
  return `${organ}/filings/${year}-${scope === Scope.ROLL_UP ? "rollup" : "own"}`;
}
