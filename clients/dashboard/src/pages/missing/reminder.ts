// What the lists of those who have not filed hold when they leave the page.
import { useI18n } from "vue-i18n";
import type { Reporter } from "./reporter";
import { useReporterWords } from "./reporter_words";
import { words } from "./words";

export function useReminder() {
  const { t } = useI18n({ messages: words });
  const { report, days, contact } = useReporterWords();
  const state = ({ progress }: Reporter) => t(`states.${progress}`);

  return {
    text(reporters: readonly Reporter[], year: number, day: string): string {
      const lines = reporters.map((reporter, i) =>
        t("remindLine", {
          n: i + 1,
          organ: reporter.title,
          report: report(reporter),
          state: state(reporter),
          due: reporter.dueDay,
          days: days(reporter),
          contact: contact(reporter) === "" ? "" : t("remindContact", { contact: contact(reporter) }),
        }),
      );
      return [t("remindHead", { year, day, n: reporters.length }), ...lines].join("\n");
    },
    rows(reporters: readonly Reporter[], aboveOf: (reporter: Reporter) => string | undefined): string[][] {
      const head = ["organ", "id", "above", "report", "state", "due", "daysLeft", "days", "office", "phone"];
      return [
        head.map((column) => t(column)),
        ...reporters.map((reporter) => [
          reporter.title,
          reporter.organ.replace(/^organs\//, ""),
          aboveOf(reporter) ?? "",
          report(reporter),
          state(reporter),
          reporter.dueDay,
          String(reporter.daysLeft),
          days(reporter),
          reporter.contact?.office ?? "",
          reporter.contact?.phone ?? "",
        ]),
      ];
    },
  };
}
