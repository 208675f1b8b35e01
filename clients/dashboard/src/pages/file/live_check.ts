// The verdict on what stands in the sheet, a moment after each change. While the services cannot be reached, the last one
// stays, and is asked for again until it comes.
import type { GetActiveRulebookResponse } from "@gen/nianbao/submission/v1/rulebook_service_pb";
import type { Context } from "@gen/nianbao/validation/v1/context_pb";
import type { Verdict } from "@gen/nianbao/validation/v1/verdict_pb";
import { onScopeDispose, reactive, shallowRef, watch } from "vue";
import { refusalOf } from "@/rpc/refusal";
import { rulebook, validation } from "@/rpc/services";
import { readClaims } from "./claims";
import type { Sheet } from "./sheet";
import { contextOf } from "./verdict_context";

const SETTLED_MS = 250;
const RETRY_MS = 2000;

export interface Basis {
  dueDate: string;
  // Digest of the context of the saved draft; empty when there is none.
  context: string;
}

export function useLiveCheck(sheet: Sheet, basis: () => Basis) {
  const verdict = shallowRef<Verdict>();
  // Of what stands now; the services cannot be reached.
  const state = reactive({ current: false, lost: false });
  let timer = 0;
  let running = new AbortController();
  // Taken once for each basis.
  let ground: { key: string; context: Context; active: GetActiveRulebookResponse } | undefined;

  async function groundOf({ dueDate, context: digest }: Basis) {
    const key = `${dueDate} ${digest}`;
    if (ground?.key === key) return ground;
    const [context, active] = await Promise.all([
      contextOf(sheet.place, dueDate, digest),
      rulebook.getActiveRulebook({}),
    ]);
    ground = { key, context, active };
    return ground;
  }

  function soon(wait: number): void {
    state.current = false;
    running.abort();
    clearTimeout(timer);
    timer = window.setTimeout(check, wait);
  }

  async function check(): Promise<void> {
    running = new AbortController();
    const { signal } = running;
    try {
      const answer = await ask(signal);
      if (signal.aborted) return;
      verdict.value = answer;
      state.current = true;
      state.lost = false;
    } catch (error) {
      if (signal.aborted) return;
      state.lost = true;
      if (refusalOf(error).transient) soon(RETRY_MS);
    }
  }

  async function ask(signal: AbortSignal): Promise<Verdict | undefined> {
    const [{ context, active }] = await Promise.all([groundOf(basis()), readClaims(sheet, signal)]);
    const request = { report: sheet.report(), context, rulebookDigest: active.digest };
    try {
      return (await validation.validateReport(request, { signal })).verdict;
    } catch (error) {
      if (refusalOf(error).reason !== "RULEBOOK_UNKNOWN" || active.rulebook === undefined) throw error;
      return (await validation.validateReport({ ...request, rulebook: active.rulebook }, { signal })).verdict;
    }
  }

  watch([() => sheet.state.edits, basis], () => soon(SETTLED_MS));
  soon(0);
  onScopeDispose(() => {
    clearTimeout(timer);
    running.abort();
  });
  return {
    verdict,
    state,
    // What submission said of this very report.
    adopt(given: Verdict): void {
      running.abort();
      clearTimeout(timer);
      verdict.value = given;
      state.current = true;
      state.lost = false;
    },
  };
}
