// One filing at the clerk's desk: what the service has of it, what is written here, and how the two meet.
import type { Finding } from "@gen/nianbao/finding/v1/finding_pb";
import {
  type Filing,
  Explanation_Reason as Reason,
  Revision_State as State,
} from "@gen/nianbao/submission/v1/filing_pb";
import { computed, onScopeDispose, reactive, shallowRef, watch } from "vue";
import { filingName } from "@/form/filing_name";
import { type Refusal, refusalOf } from "@/rpc/refusal";
import { submission } from "@/rpc/services";
import { dropDocument, type KeptDocument, keepDocument, readKeptDocument } from "./kept_document";
import { dropDraft, type KeptDraft, type KeptReport, onOtherTab, readDraft, writeDraft } from "./kept_draft";
import { useLiveCheck } from "./live_check";
import { requestsOf } from "./requests";
import { differences, makeSheet, type Place, type Said } from "./sheet";
import { existingFiling } from "./verdict_context";

// What was refused of an explanation, by finding.
export interface Refused extends Said {
  why: string;
}

// A reason other than 其他 says enough alone.
export function saysEnough({ reason, text }: Said): boolean {
  return text.trim() !== "" || (reason !== Reason.UNSPECIFIED && reason !== Reason.OTHER);
}

export type Busy = "" | "saving" | "submitting" | "withdrawing";

export function useDesk(place: Place, dueDay: string) {
  const name = filingName(place.organ, place.year, place.scope);
  const sheet = makeSheet(place);
  const filing = shallowRef<Filing>();
  const document = shallowRef<KeptDocument>();
  const refusal = shallowRef<Refusal>();
  // The draft as it was left by the other side of a conflict.
  const aside = shallowRef<KeptReport>();
  const state = reactive({
    loaded: false,
    // Something is not saved in the service.
    changed: false,
    // A correction was begun here.
    correcting: false,
    // Somebody saved another draft meanwhile; nothing of either is lost.
    conflict: false,
    keptTime: "",
    full: false,
    otherTab: false,
    busy: "" as Busy,
    // Sequence of the log after the submission made here.
    sequence: "",
  });
  const requests = requestsOf(name);

  const open = computed(() => filing.value?.openRevision);
  const effective = computed(() => filing.value?.effectiveRevision);
  const writable = computed(
    () =>
      state.loaded &&
      open.value?.state !== State.SUBMITTED &&
      (open.value !== undefined || effective.value === undefined || state.correcting),
  );
  const refused = computed(
    () =>
      new Map<string, Refused>(
        (open.value?.explanations ?? [])
          .filter((each) => each.refusal !== "")
          .map((each) => [each.finding, { reason: each.reason, text: each.text, why: each.refusal }]),
      ),
  );

  const check = useLiveCheck(sheet, () => ({
    dueDate: open.value?.dueDate || dueDay,
    context: open.value?.verdict?.contextDigest ?? "",
  }));

  function kept(): KeptReport {
    return {
      report: sheet.report(),
      typed: Object.fromEntries(
        sheet.unreadFees().map(({ cell, content }) => [cell, content.kind === "unresolved" ? content.rawText : "/"]),
      ),
      said: [...sheet.said],
      correctionReason: sheet.state.correctionReason,
      time: new Date().toISOString(),
    };
  }

  function keptDraft(etag: string): KeptDraft {
    return { ...kept(), etag, changed: state.changed, aside: aside.value };
  }

  function keep(): void {
    const draft = keptDraft(filing.value?.etag ?? "");
    state.full = !writeDraft(name, draft);
    state.keptTime = draft.time;
  }

  // What is laid on the desk is no change.
  let laying = false;
  function lay(from: KeptReport): void {
    laying = true;
    sheet.begin(from.report);
    for (const [cell, rawText] of Object.entries(from.typed)) sheet.contents.set(cell, { kind: "unresolved", rawText });
    sheet.said.clear();
    for (const [finding, said] of from.said) sheet.said.set(finding, said);
    sheet.state.correctionReason = from.correctionReason;
    sheet.touch();
    laying = false;
  }

  // What the service has, as if it had been kept here.
  function theirs(): KeptReport | undefined {
    const revision = open.value ?? effective.value;
    if (revision?.report === undefined) return undefined;
    return {
      report: revision.report,
      typed: {},
      said: revision.explanations.map(({ finding, reason, text }) => [finding, { reason, text }]),
      correctionReason: open.value?.correctionReason ?? "",
      time: new Date(Number(revision.saveTime?.seconds ?? 0n) * 1000).toISOString(),
    };
  }

  // What was written here meets what the service has now.
  async function load(): Promise<void> {
    try {
      refusal.value = undefined;
      const before = filing.value?.etag ?? "";
      const found = await existingFiling(place);
      // Another tab may have kept another draft meanwhile: once begun, what stands here is mine.
      const mine = state.loaded ? keptDraft(before) : readDraft(name);
      filing.value = found;
      if (!state.loaded) document.value = await readKeptDocument(name).catch(() => undefined);
      settle(mine);
      // Once the report is accepted, its document is in the service alone.
      if (effective.value !== undefined && open.value === undefined && !state.changed) await removeDocument();
      state.loaded = true;
    } catch (error) {
      refusal.value = refusalOf(error);
    }
  }

  function settle(mine: KeptDraft | undefined): void {
    const other = theirs();
    const etag = filing.value?.etag ?? "";
    if (mine === undefined || !mine.changed || open.value?.state === State.SUBMITTED) {
      const sent = mine?.changed === true && other !== undefined && !alike(mine, other);
      if (other !== undefined) lay(other);
      else if (mine !== undefined) lay(mine);
      aside.value = sent ? mine : mine?.aside;
      state.changed = false;
      if (sent) keep();
      return;
    }
    state.changed = true;
    aside.value = mine.aside;
    state.correcting = effective.value !== undefined && open.value === undefined;
    lay(mine);
    if (mine.etag === etag) return;
    const others = other !== undefined && !alike(mine, other) && !(open.value === undefined && mine.etag === "");
    if (others) aside.value = other;
    state.conflict = others;
    keep();
  }

  function alike(a: KeptReport, b: KeptReport): boolean {
    const { cells, texts } = differences(a.report, b.report);
    return cells.length === 0 && !texts;
  }

  // Lays the other side on the desk; this one is put aside.
  function swap(): void {
    const other = aside.value;
    if (other === undefined) return;
    aside.value = kept();
    state.changed = true;
    lay(other);
  }

  async function act<T>(busy: Busy, what: () => Promise<T>): Promise<T | undefined> {
    if (state.busy !== "") return undefined;
    state.busy = busy;
    refusal.value = undefined;
    try {
      return await what();
    } catch (error) {
      const said = refusalOf(error);
      if (said.reason === "ETAG_MISMATCH" || said.reason === "FILING_EXISTS") await load();
      if (!state.conflict) refusal.value = said;
      return undefined;
    } finally {
      state.busy = "";
    }
  }

  // Answers to changes hold no reports.
  async function adopt(): Promise<void> {
    filing.value = (await submission.getFiling({ name })).filing;
  }

  async function save(): Promise<boolean> {
    const saved = await act("saving", async () => {
      const edits = sheet.state.edits;
      const attached = document.value?.attachedTo === open.value?.number;
      await requests.save(sheet.report(), filing.value?.etag ?? "", attached ? undefined : document.value);
      await adopt();
      if (document.value !== undefined && open.value !== undefined) {
        await takeDocument({ ...document.value, attachedTo: open.value.number });
      }
      const list = explanations(open.value?.verdict?.findings ?? []);
      if (list.length > 0) {
        await requests.explain(filing.value?.etag ?? "", list);
        await adopt();
      }
      state.conflict = false;
      state.changed = edits !== sheet.state.edits;
      keep();
      const verdict = filing.value?.openRevision?.verdict;
      if (!state.changed && verdict !== undefined) check.adopt(verdict);
      return true;
    });
    return saved ?? false;
  }

  // Explanations of the warnings that stand, where they are not those that the service has.
  function explanations(findings: Finding[]) {
    const known = new Map((open.value?.explanations ?? []).map((each) => [each.finding, each]));
    return findings.flatMap(({ id }) => {
      const said = sheet.said.get(id);
      const before = known.get(id);
      const unchanged = before?.refusal === "" && before.text === said?.text && before.reason === said?.reason;
      return said === undefined || unchanged || !saysEnough(said) ? [] : [{ finding: id, ...said }];
    });
  }

  async function submit(): Promise<boolean> {
    const done = await act("submitting", async () => {
      const etag = filing.value?.etag ?? "";
      const list = explanations(check.verdict.value?.findings ?? []);
      const { token } = await requests.submit(etag, list, sheet.state.correctionReason);
      state.sequence = token?.sequence.toString() ?? "";
      state.changed = false;
      state.correcting = false;
      aside.value = undefined;
      dropDraft(name);
      await adopt();
      return true;
    });
    return done ?? false;
  }

  // The report stays on the desk, to go on with.
  async function withdraw(reason: string): Promise<boolean> {
    const done = await act("withdrawing", async () => {
      await requests.withdraw(filing.value?.etag ?? "", reason);
      await adopt();
      state.correcting = effective.value !== undefined;
      state.changed = true;
      keep();
      return true;
    });
    return done ?? false;
  }

  async function takeDocument(read: KeptDocument): Promise<void> {
    document.value = read;
    await keepDocument(name, read).catch(() => undefined);
  }

  async function removeDocument(): Promise<void> {
    document.value = undefined;
    await dropDocument(name).catch(() => undefined);
  }

  function forget(): void {
    aside.value = undefined;
    state.conflict = false;
    keep();
  }

  function correct(): void {
    state.correcting = true;
    state.changed = true;
    keep();
  }

  // Back to the accepted figures, or to what is saved in the service.
  function drop(): void {
    aside.value = kept();
    const other = theirs();
    if (other !== undefined) lay(other);
    state.changed = false;
    state.correcting = false;
    keep();
  }

  watch(
    [() => sheet.state.edits, () => sheet.state.correctionReason, () => [...sheet.said]],
    () => {
      if (laying || !writable.value) return;
      state.changed = true;
      keep();
    },
    { flush: "sync" },
  );

  watch(
    () => check.state.lost,
    (lost) => {
      if (!lost && refusal.value?.transient) refusal.value = undefined;
    },
  );
  onScopeDispose(
    onOtherTab(name, () => {
      state.otherTab = true;
    }),
  );
  void load();
  return {
    name,
    place,
    sheet,
    filing,
    document,
    refusal,
    aside,
    state,
    open,
    effective,
    writable,
    refused,
    check,
    load,
    swap,
    forget,
    save,
    submit,
    withdraw,
    takeDocument,
    removeDocument,
    correct,
    drop,
  };
}

export type Desk = ReturnType<typeof useDesk>;
