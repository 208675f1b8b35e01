// The state of a filing in words.

import { type Filing, Revision_State as State } from "@gen/nianbao/submission/v1/filing_pb";

export function stateWords(filing: Filing | undefined, t: (key: string) => string): string {
  const open = filing?.openRevision?.state;
  const accepted = filing?.effectiveRevision?.state;
  if (accepted === undefined) return open === undefined ? t("state.none") : t(`state.${open}`);
  if (open === undefined) return t(`state.${accepted}`);
  return `${t(`state.${accepted}`)}；${t("state.correction")}${t(`state.${open}`)}`;
}

export function stateTag(filing: Filing | undefined): string {
  const state = filing?.openRevision?.state ?? filing?.effectiveRevision?.state;
  if (state === State.RETURNED) return "bad";
  if (state === State.ACCEPTED || state === State.PUBLISHED) return "good";
  return state === State.SUBMITTED ? "warn" : "";
}
