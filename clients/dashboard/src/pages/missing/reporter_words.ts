// What is said of an expected report.
import { Revision_Timeliness as Timeliness } from "@gen/nianbao/submission/v1/filing_pb";
import { useI18n } from "vue-i18n";
import type { Reporter } from "./reporter";
import { words } from "./words";

export function useReporterWords() {
  const { t } = useI18n({ messages: words });
  return {
    report: ({ rollUp }: Reporter) => t(rollUp ? "rollUp" : "own"),
    // Of one that is not filed how long there is, else whether it came in time.
    days: ({ overdue, daysLeft, workingDaysOver, late, progress }: Reporter) => {
      if (overdue) {
        return (
          t("over", { n: -daysLeft }) + (workingDaysOver === undefined ? "" : t("working", { n: workingDaysOver }))
        );
      }
      if (["submitted", "accepted", "published"].includes(progress)) {
        return late === undefined ? "" : t(`terms.timeliness.${late ? Timeliness.LATE : Timeliness.ON_TIME}`);
      }
      return daysLeft === 0 ? t("today") : t("left", { n: daysLeft });
    },
    contact: ({ contact }: Reporter) => [contact?.office, contact?.phone].filter(Boolean).join(" "),
  };
}
