// Which rules a person wants to see, and in which order.
import { Severity } from "@gen/nianbao/finding/v1/finding_pb";
import { type Rule, Rule_Status as Status } from "@gen/nianbao/validation/v1/rulebook_pb";

export interface Choice {
  text: string;
  severity: Severity;
  onlyFailing: boolean;
  onlyOff: boolean;
  order: "form" | "failures";
}

export const everything = (): Choice => ({
  text: "",
  severity: Severity.UNSPECIFIED,
  onlyFailing: false,
  onlyOff: false,
  order: "form",
});

export const isOff = ({ status }: Rule): boolean => status === Status.OFF;

export function chosenOf(rules: Rule[], choice: Choice, failures: ReadonlyMap<string, number>): Rule[] {
  const words = choice.text.trim().toLowerCase().split(/\s+/);
  const chosen = rules.filter(
    (rule) =>
      words.every((word) => textOf(rule).includes(word)) &&
      (choice.severity === Severity.UNSPECIFIED || rule.severity === choice.severity) &&
      (!choice.onlyFailing || failures.has(rule.id)) &&
      (!choice.onlyOff || isOff(rule)),
  );
  if (choice.order === "form") return chosen;
  return chosen.sort((a, b) => (failures.get(b.id) ?? 0) - (failures.get(a.id) ?? 0));
}

function textOf({ id, title, message, legalBasis }: Rule): string {
  return [id, title?.zhCn, title?.en, message?.zhCn, message?.en, legalBasis].join("\n").toLowerCase();
}
