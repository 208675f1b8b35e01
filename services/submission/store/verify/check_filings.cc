#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/text_bands.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/store/verify/checks.h"
#include "services/submission/store/verify/missing_rows.h"
#include "services/submission/store/verify/named_row.h"

namespace nianbao::submission {
namespace {

using v1::Revision;

bool IsEffective(int state) { return state == Revision::STATE_ACCEPTED || state == Revision::STATE_PUBLISHED; }

bool IsOpen(int state) {
  return state == Revision::STATE_DRAFT || state == Revision::STATE_SUBMITTED || state == Revision::STATE_RETURNED;
}

std::string Words(const std::string& filing, int64_t revision) { return absl::StrCat(filing, " 第 ", revision, " 版"); }

void CheckVerdict(const CheckContext& context, const Revision& revision, RowFaults& faults) {
  if (!revision.has_verdict()) return;
  const validation::v1::Verdict& verdict = revision.verdict();
  faults.Expect(verdict.report_digest() == revision.report_digest(), "校验结果不是关于这份年报的");
  faults.Expect(context.rulebooks.contains(verdict.rulebook_digest()),
                absl::StrCat("校验所用的规则集 ", verdict.rulebook_digest(), " 不在数据库中"));
  faults.Expect(context.contexts.contains(verdict.context_digest()),
                absl::StrCat("校验所用的依据 ", verdict.context_digest(), " 不在数据库中"));
}

void CheckAgainstLog(const CheckContext& context, const std::string& filing, const Revision& revision,
                     RowFaults& faults) {
  const auto told_filing = context.story.filings.find(filing);
  if (told_filing == context.story.filings.end()) return;
  const auto told = told_filing->second.revisions.find(revision.number());
  if (!faults.Expect(told != told_filing->second.revisions.end(), "日志中没有这一版")) return;
  faults.Expect(told->second.state == revision.state(), "状态与日志所载不符");
  faults.Expect(told->second.report_digest == revision.report_digest(), "年报的摘要与日志所载不符");
}

// What is kept to find the filing by.
void NoteFindings(const Revision& revision, SeenFiling& filing) {
  filing.is_judged = revision.has_verdict();
  for (const auto& finding : revision.verdict().findings()) filing.rules.insert(finding.rule());
}

void NoteTextBands(const Revision& revision, const form::v1::AnnualReport& report, SeenFiling& filing) {
  const bool open = revision.number() == filing.open;
  if (open && revision.state() != Revision::STATE_SUBMITTED) return;
  const std::vector<int64_t> bands = TextBandsOf(report.narrative());
  filing.text_bands = {bands.begin(), bands.end()};
}

}  // namespace

int64_t CheckFilings(CheckContext& context) {
  MissingRows missing(context.story.filings);
  const int64_t count = ForEachNamedRow(context.connection, "filings", [&](const NamedRow& row) {
    const std::string& name = row.Text("name");
    RowFaults faults(context.faults, "filings", name);
    SeenFiling& filing = context.filings[name];
    filing.year = row.Number("year");
    filing.version = row.Number("version");
    filing.revision_count = row.Number("revision_count");
    filing.effective = row.Number("effective_revision");
    filing.open = row.Number("open_revision");
    const auto key = ParseFilingName(name);
    faults.Expect(key.has_value() && key->organ == row.Text("organ") && key->year == row.Number("year") &&
                      key->scope == row.Number("scope"),
                  "机关、年度或范围与名称不符");
    v1::Deadline deadline;
    if (!row.IsNull("deadline")) faults.Parse(row.Text("deadline"), "deadline", deadline);
    const ToldFiling* const told = missing.Meet(name);
    if (!faults.Expect(told != nullptr, "日志中没有这份报送")) return;
    faults.Expect(context.story.IsVersion(row.Number("version"), told->touch),
                  absl::StrCat("版本 ", row.Number("version"), " 与日志不符"));
    faults.Expect(deadline.due_date() == told->due_date, "单独规定的期限与日志所载不符");
  });
  missing.ForEach([&](const std::string& name, const ToldFiling& told) {
    context.faults.Add("filings", name, absl::StrCat("缺失：第 ", told.touch.sequence, " 号事件记载过"));
  });
  return count;
}

int64_t CheckRevisions(CheckContext& context) {
  const int64_t count = ForEachNamedRow(context.connection, "revisions", [&](const NamedRow& row) {
    const std::string& name = row.Text("filing");
    const int64_t number = row.Number("number");
    RowFaults faults(context.faults, "revisions", Words(name, number));
    SeenFiling& filing = context.filings[name];
    filing.revisions.insert(number);
    Revision revision;
    form::v1::AnnualReport report;
    const bool readable =
        faults.Parse(row.Text("summary"), "summary", revision) & faults.Parse(row.Text("report"), "report", report);
    if (!readable) return;
    const int64_t micros = absl::ToUnixMicros(FromTimestamp(revision.submit_time()));
    faults.Expect(
        revision.number() == number && revision.state() == row.Number("state") && micros == row.Number("submit_micros"),
        "序号、状态或报送时间与摘要信息不符");
    faults.Expect(digest::Sm3Hex(row.Text("report")) == revision.report_digest(), "年报内容与其 SM3 不符");
    faults.Expect(IsEffective(revision.state()) == (number == filing.effective), "与报送所记的生效版本不符");
    faults.Expect(IsOpen(revision.state()) == (number == filing.open), "与报送所记的在办版本不符");
    for (const v1::Document& document : revision.documents()) {
      faults.Expect(context.documents.contains(document.digest()),
                    absl::StrCat("随附的文件 ", document.digest(), " 不在数据库中"));
    }
    CheckVerdict(context, revision, faults);
    CheckAgainstLog(context, name, revision, faults);
    if (number == filing.current()) NoteFindings(revision, filing);
    if (number == filing.effective || number == filing.open) NoteTextBands(revision, report, filing);
  });
  for (const auto& [name, filing] : context.filings) {
    for (int64_t number = 1; number <= filing.revision_count; ++number) {
      RowFaults(context.faults, "revisions", Words(name, number))
          .Expect(filing.revisions.contains(number), absl::StrCat("缺失：报送共有 ", filing.revision_count, " 版"));
    }
    RowFaults(context.faults, "filings", name)
        .Expect(filing.revisions.empty() || *filing.revisions.rbegin() <= filing.revision_count, "版本数少于实有");
  }
  return count;
}

}  // namespace nianbao::submission
