// What a reviewer writes about a report before sending it: kept in this browser, whatever happens to the page.
import type { Revision_ReturnKind as ReturnKind } from "@gen/nianbao/submission/v1/filing_pb";
import { reactive, watch } from "vue";

export interface Notes {
  reason: string;
  kinds: ReturnKind[];
  dueDate: string;
  // Text by cell code.
  remarks: Record<string, string>;
  // Why an explanation is not taken, by the finding that it explains.
  refusals: Record<string, string>;
}

const open = new Map<string, Notes>();

export function notesOn(filing: string): Notes {
  const notes = open.get(filing) ?? reactive({ ...empty(), ...read(filing) });
  if (!open.has(filing)) {
    open.set(filing, notes);
    watch(notes, () => write(filing, notes), { flush: "sync" });
  }
  return notes;
}

export function forgetNotes(filing: string): void {
  const notes = open.get(filing);
  if (notes !== undefined) Object.assign(notes, empty());
}

export const countOf = (texts: Record<string, string>): number => Object.keys(texts).length;

const empty = (): Notes => ({ reason: "", kinds: [], dueDate: "", remarks: {}, refusals: {} });
const keyOf = (filing: string): string => `nianbao.review.${filing}`;

function read(filing: string): Partial<Notes> {
  try {
    return JSON.parse(localStorage.getItem(keyOf(filing)) ?? "{}");
  } catch {
    return {};
  }
}

function write(filing: string, notes: Notes): void {
  if (JSON.stringify(notes) === JSON.stringify(empty())) localStorage.removeItem(keyOf(filing));
  else localStorage.setItem(keyOf(filing), JSON.stringify(notes));
}
