// The report as it is being written: what each cell holds, the texts, and what is said about warnings.
import { create } from "@bufbuild/protobuf";
import { type AnnualReport, AnnualReportSchema, Edition, type Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import type { NarrativeClaim } from "@gen/nianbao/form/v1/narrative_claim_pb";
import type { Explanation_Reason } from "@gen/nianbao/submission/v1/filing_pb";
import { reactive, shallowReactive } from "vue";
import { cellByCode, feeCells } from "@/form/catalogue";
import { type CellContent, contentOf, setContent } from "@/form/report_cells";

export interface Said {
  reason: Explanation_Reason;
  text: string;
}

export interface CellEdit {
  cell: string;
  content: CellContent;
}

// What was done, as the button that takes it back names it.
export type Deed = "typed" | "pasted" | "repaired" | "totalled" | "read";

export interface Texts {
  organName: string;
  overview: string;
  problemsAndImprovements: string;
  otherMatters: string;
}

interface Step {
  deed: Deed;
  before: CellEdit[];
  // Set when the texts changed too.
  texts: Texts | undefined;
  // What else is to be taken back with it.
  undone: (() => void) | undefined;
}

const BLANK: CellContent = { kind: "blank" };
const STEPS_KEPT = 200;
const fees = new Set(feeCells.map(({ code }) => code));

export interface Place {
  organ: string;
  title: string;
  // Other names that its report may print.
  aliases: string[];
  year: number;
  scope: Scope;
}

export function makeSheet(place: Place) {
  const contents = shallowReactive(new Map<string, CellContent>());
  const texts = reactive<Texts>({
    organName: place.title,
    overview: "",
    problemsAndImprovements: "",
    otherMatters: "",
  });
  // What the sentences state, as it was read from them.
  const claims = { of: "", list: [] as NarrativeClaim[] };
  const said = shallowReactive(new Map<string, Said>());
  const past = shallowReactive<Step[]>([]);
  // How often something was changed; why an accepted report is corrected.
  const state = reactive({ edits: 0, correctionReason: "" });

  const content = (cell: string): CellContent => contents.get(cell) ?? BLANK;

  function put({ cell, content }: CellEdit): void {
    if (content.kind === "blank") contents.delete(cell);
    else contents.set(cell, content);
  }

  function write(edits: CellEdit[], deed: Deed, newTexts?: Texts, undone?: () => void): void {
    const last = past.at(-1);
    const goesOn = deed === "typed" && last?.deed === "typed" && last.before[0]?.cell === edits[0]?.cell;
    if (!goesOn) {
      const before = edits.map(({ cell }) => ({ cell, content: content(cell) }));
      past.push({ deed, before, texts: newTexts && { ...texts }, undone });
      if (past.length > STEPS_KEPT) past.shift();
    }
    edits.forEach(put);
    if (newTexts !== undefined) Object.assign(texts, newTexts);
    state.edits++;
  }

  // Takes the last deed back; tells where it was.
  function undo(): string | undefined {
    const step = past.pop();
    if (step === undefined) return undefined;
    step.before.forEach(put);
    if (step.texts !== undefined) Object.assign(texts, step.texts);
    step.undone?.();
    state.edits++;
    return step.before.length === 1 ? step.before[0]?.cell : undefined;
  }

  function textsOf(report: AnnualReport): Texts {
    return {
      organName: report.organName || place.title,
      overview: report.narrative?.overview ?? "",
      problemsAndImprovements: report.narrative?.problemsAndImprovements ?? "",
      otherMatters: report.narrative?.otherMatters ?? "",
    };
  }

  function keepClaims(report: AnnualReport): void {
    claims.list = report.narrative?.claims ?? [];
    claims.of = textKey(textsOf(report));
  }

  return {
    place,
    contents,
    texts,
    claims,
    said,
    past,
    state,
    content,
    write,
    undo,
    touch: () => state.edits++,

    // Another report in the place of this one; it can be taken back.
    take(report: AnnualReport, deed: Deed, undone?: () => void): void {
      const edits = [...cellByCode.keys()].map((cell) => ({ cell, content: contentOf(report, cell) }));
      write(edits, deed, textsOf(report), undone);
      keepClaims(report);
    },

    // What was filled in and would read otherwise with this report in its place.
    overwritten(report: AnnualReport): { cells: number; texts: boolean } {
      const held = [...contents].filter(([cell, was]) => !same(was, contentOf(report, cell)));
      const { organName: _, ...others } = textsOf(report);
      const names = Object.keys(others) as (keyof typeof others)[];
      return {
        cells: held.length,
        texts: names.some((name) => texts[name].trim() !== "" && texts[name] !== others[name]),
      };
    },

    // The report from which work begins.
    begin(report: AnnualReport | undefined): void {
      contents.clear();
      if (report !== undefined) {
        for (const cell of cellByCode.keys()) put({ cell, content: contentOf(report, cell) });
        Object.assign(texts, textsOf(report));
        keepClaims(report);
      }
      past.length = 0;
    },

    // Fees have no marks: what is no figure there is not in the report.
    report(): AnnualReport {
      const { organName, ...sections } = texts;
      const report = create(AnnualReportSchema, {
        organName,
        year: place.year,
        scope: place.scope,
        edition: Edition.EDITION_2021,
        narrative: { ...sections, claims: claims.of === textKey(texts) ? claims.list : [] },
      });
      for (const [cell, held] of contents)
        if (!fees.has(cell) || held.kind === "number") setContent(report, cell, held);
      return report;
    },

    // Fees that were typed and are no figures.
    unreadFees(): CellEdit[] {
      return feeCells
        .map(({ code }) => ({ cell: code, content: content(code) }))
        .filter((fee) => fee.content.kind !== "number" && fee.content.kind !== "blank");
    },

    isEmpty(): boolean {
      return contents.size === 0 && texts.overview + texts.problemsAndImprovements + texts.otherMatters === "";
    },
  };
}

export type Sheet = ReturnType<typeof makeSheet>;

export function textKey(texts: Texts): string {
  return [texts.overview, texts.problemsAndImprovements, texts.otherMatters].join("\u0000");
}

// Cells in which two reports differ, and whether their texts do.
export function differences(a: AnnualReport, b: AnnualReport): { cells: string[]; texts: boolean } {
  const cells = [...cellByCode.keys()].filter((cell) => !same(contentOf(a, cell), contentOf(b, cell)));
  const sections = ["overview", "problemsAndImprovements", "otherMatters"] as const;
  return { cells, texts: sections.some((name) => (a.narrative?.[name] ?? "") !== (b.narrative?.[name] ?? "")) };
}

export function same(a: CellContent, b: CellContent): boolean {
  if (a.kind === "number" && b.kind === "number") return a.value === b.value;
  if (a.kind === "unresolved" && b.kind === "unresolved") return a.rawText === b.rawText;
  return a.kind === b.kind;
}
