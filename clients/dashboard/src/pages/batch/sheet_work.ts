// The work on a sheet: it is read, its reports are checked, and then submitted or saved.
import type { Finding } from "@gen/nianbao/finding/v1/finding_pb";
import { computed, ref, shallowRef } from "vue";
import { type Refusal, refusalOf } from "@/rpc/refusal";
import { documents } from "@/rpc/services";
import type { SheetOrgan } from "./sheet_organs";
import { type Progress, sheetReportOf } from "./sheet_report";

type Report = ReturnType<typeof sheetReportOf>;

// Reports under way at a time.
const AT_A_TIME = 4;

export function useSheetWork(organs: () => SheetOrgan[]) {
  const name = ref("");
  const reports = shallowRef<Report[]>([]);
  const findings = shallowRef<Finding[]>([]);
  const unfilled = ref(0);
  const refusal = shallowRef<Refusal>();
  const busy = ref(false);

  const states = computed(() => reports.value.map(({ state }) => state));
  const count = (progress: Progress) => states.value.filter((state) => state.progress === progress).length;

  async function together(chosen: Report[], step: (report: Report) => Promise<void>): Promise<void> {
    busy.value = true;
    const rest = [...chosen];
    const worker = async () => {
      for (let next = rest.shift(); next !== undefined; next = rest.shift()) await step(next);
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
    busy.value = false;
  }

  const check = (correctionReason: string) => together(reports.value, (report) => report.check(correctionReason));

  return {
    name,
    states,
    findings,
    unfilled,
    refusal,
    busy,
    count,
    check,
    async read(file: File): Promise<void> {
      refusal.value = undefined;
      reports.value = [];
      findings.value = [];
      unfilled.value = 0;
      name.value = file.name;
      busy.value = true;
      try {
        const content = new Uint8Array(await file.arrayBuffer());
        const sheet = await documents.readBatchSheet({ fileName: file.name, content });
        findings.value = sheet.findings;
        unfilled.value = sheet.unfilledRows;
        reports.value = sheet.rows.map((row) => sheetReportOf(row, organs()));
      } catch (error) {
        refusal.value = refusalOf(error);
      } finally {
        busy.value = false;
      }
      await check("");
    },
    submit: (correctionReason: string) =>
      together(
        reports.value.filter(({ state }) => state.progress === "ready"),
        (report) => report.submit(correctionReason),
      ),
    save: () =>
      together(
        reports.value.filter(({ state }) => state.progress === "errors" || state.progress === "warnings"),
        (report) => report.save(),
      ),
  };
}
