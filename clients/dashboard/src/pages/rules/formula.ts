// A rule as a person would write it, over the printed titles of cells.
import type { Comparison, LinearRule, Rule, StateRule, Term, TextRule } from "@gen/nianbao/validation/v1/rulebook_pb";
import { Relation, Term_Source as Source } from "@gen/nianbao/validation/v1/rulebook_pb";
import { cellByCode } from "@/form/catalogue";
import { printed } from "@/form/figures";
import { bound, titleOfPath, valuesOf } from "./cell_titles";

// Finds words of this page.
export type Say = (key: string, named?: Record<string, unknown>) => string;

// What the rule asks; of a template the first instance.
export function bodyOf(rule: Rule, say: Say): string {
  switch (rule.body.case) {
    case "linear":
      return comparison(rule, rule.body.value, say);
    case "state":
      return state(rule, rule.body.value, say);
    case "text":
      return text(rule.body.value, say);
    case "claim": {
      const { sums, tolerance } = rule.body.value;
      const written = sums.map(({ terms }) => sum(rule, terms, 1n, false, say)).join(say("or"));
      if (tolerance > 0) return say("shareIs", { sums: written, points: tolerance / 100 });
      return written === "" ? say("claims") : say("claimIs", { sums: written });
    }
    default:
      return "";
  }
}

// How many instances the template has.
export function instancesOf(rule: Rule): number {
  return rule.variables.reduce((count, variable) => count * valuesOf(variable).length, 1);
}

export function comparison(rule: Rule, { left, relation, right }: Comparison | LinearRule, say: Say): string {
  const money = [...left, ...right].some(({ cell }) => isMoney(bound(rule, cell)));
  const leftWords = sum(rule, left, 1n, money, say);
  const rightWords = sum(rule, right, 1n, money, say);
  if (relation === Relation.MULTIPLE) return say("multiple", { left: leftWords, right: rightWords });
  if (relation === Relation.AT_LEAST && right.length === 0 && left.every(({ coefficient }) => coefficient < 0n)) {
    return `${sum(rule, left, -1n, money, say)} ≤ 0`;
  }
  return `${leftWords} ${relation === Relation.EQUAL ? "=" : "≥"} ${rightWords}`;
}

function sum(rule: Rule, terms: Term[], sign: bigint, money: boolean, say: Say): string {
  const written = terms.map((term) => {
    const coefficient = sign * (term.coefficient === 0n ? 1n : term.coefficient);
    const size = coefficient < 0n ? -coefficient : coefficient;
    return { sign: coefficient < 0n ? "−" : "+", words: amount(rule, term, size, money, say) };
  });
  const line = written.map((term) => `${term.sign} ${term.words}`).join(" ");
  return line === "" ? "0" : line.replace(/^\+ /, "");
}

function amount(rule: Rule, { cell, source }: Term, times: bigint, money: boolean, say: Say): string {
  // Amounts are counted in fen.
  if (cell === "") return money ? say("yuan", { amount: printed(times, 2) }) : times.toString();
  const title = `“${titleOfPath(bound(rule, cell))}”`;
  const sources: Partial<Record<Source, string>> = {
    [Source.PRIOR]: "prior",
    [Source.PARTS]: "parts",
    [Source.LARGEST_PART]: "largestPart",
  };
  const key = sources[source];
  const figure = key === undefined ? title : say(key, { cell: title });
  return times === 1n ? figure : `${times} × ${figure}`;
}

const isMoney = (code: string): boolean => (cellByCode.get(code)?.scale ?? 0) > 0 || code.endsWith("_amount");

function state(rule: Rule, { prefixes, forbidden, atLeast }: StateRule, say: Say): string {
  const cells = prefixes
    .flatMap((prefix) => {
      const name = /^\{(\w+)\}$/.exec(prefix)?.[1];
      const variable = rule.variables.find((each) => each.name === name);
      return variable === undefined ? [bound(rule, prefix)] : valuesOf(variable);
    })
    .map(titleOfPath)
    .join(say("listed"));
  const named = { cells, state: say(`forbidden.${forbidden}`), n: atLeast - 1 };
  return say(atLeast > 1 ? "fewForbidden" : "noneForbidden", named);
}

function text({ section, charactersMin, charactersMax, anyOf, noneOf, notOnly }: TextRule, say: Say): string {
  const demands = [
    charactersMin > 0 ? say("atLeast", { n: charactersMin }) : "",
    charactersMax > 0 ? say("atMost", { n: charactersMax }) : "",
    anyOf.length > 0 ? say("anyOf", { words: anyOf.join(say("listed")) }) : "",
    noneOf.length > 0 ? say("noneOf", { words: noneOf.join(say("listed")) }) : "",
    notOnly.length > 0 ? say("notOnly", { words: notOnly.join(say("listed")) }) : "",
  ].filter((demand) => demand !== "");
  return `${section === 0 ? say("wholeText") : say("section", { n: section })}：${demands.join("；")}`;
}
