#include <fmt/core.h>

#include <optional>
#include <utility>

#include "clients/cli/in_order.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/print_json.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/read_file.h"
#include "clients/cli/submit_many.h"
#include "clients/cpp/submission_stream.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

// As many as one stream takes on.
constexpr size_t kAtATime = 4;

// What became of one file.
struct Outcome {
  absl::StatusOr<FileToSubmit> file;
  absl::StatusOr<submission::v1::SubmitFilingResponse> submitted;
  // Saved when the findings stood in the way.
  std::optional<submission::v1::SaveDraftResponse> draft;
};

Outcome Submit(const Session& session, const SubmitServices& services, client::SubmissionStream& stream,
               const ReportToSubmit& report, bool dry_run) {
  Outcome outcome;
  outcome.file = report.read();
  if (!outcome.file.ok() || !outcome.file->readable()) return outcome;
  outcome.file->request.set_request_id(rpc::NewRequestId());
  outcome.file->request.set_validate_only(dry_run);
  outcome.submitted = stream.Submit(outcome.file->request);
  const std::string reason = status::ReasonOf(outcome.submitted.status());
  if (reason != "REPORT_HAS_ERRORS" && reason != "WARNINGS_UNEXPLAINED") return outcome;
  auto draft = SaveAsDraft(session, services, *outcome.file);
  if (draft.ok()) {
    outcome.draft = *std::move(draft);
  } else {
    outcome.submitted = draft.status();
  }
  return outcome;
}

template <typename Findings>
Findings Blocking(const Findings& findings) {
  Findings blocking;
  for (const finding::v1::Finding& finding : findings) {
    if (finding.severity() != finding::v1::SEVERITY_INFO) *blocking.Add() = finding;
  }
  return blocking;
}

class Printer {
 public:
  Printer(const Session& session, bool dry_run) : session_(session), dry_run_(dry_run) {}

  void Print(const std::string& path, const Outcome& outcome) {
    ++files_;
    if (!outcome.file.ok()) return PrintRefused(path, outcome.file.status());
    if (!outcome.file->readable()) return PrintUnread(path, *outcome.file);
    if (outcome.draft) return PrintDraft(path, outcome);
    if (!outcome.submitted.ok()) return PrintRefused(path, outcome.submitted.status());
    ++submitted_;
    if (session_.output == Output::kJson) return PrintJson(*outcome.submitted);
    fmt::print("{}：{}，{}\n", path, outcome.file->title(), dry_run_ ? "可以报送" : "已报送");
  }

  ExitStatus Finish() const {
    if (session_.output == Output::kText) {
      fmt::print("共 {} 份：{} {}，有错误 {}，有提示需说明情况 {}，未能读取或被拒绝 {}{}\n", files_,
                 dry_run_ ? "可以报送" : "已报送", submitted_, with_errors_, unexplained_, refused_,
                 dry_run_ ? "；只作了核对，没有保存任何内容" : "");
    }
    return exit_;
  }

 private:
  void PrintRefused(const std::string& path, const absl::Status& refusal) {
    ++refused_;
    fmt::print(stderr, "{}：", path);
    exit_ = Worse(exit_, Refuse(refusal));
  }

  void PrintUnread(const std::string& path, const FileToSubmit& file) {
    ++with_errors_;
    exit_ = Worse(exit_, kErrorFindings);
    if (session_.output == Output::kJson) return PrintJson(file.document);
    fmt::print("{}：{}，未报送，读取文件时有 {} 项错误\n", path, file.title(), ErrorCount(file.document));
    PrintFindings(Blocking(file.document.findings()));
  }

  void PrintDraft(const std::string& path, const Outcome& outcome) {
    submission::v1::Filing filing = outcome.draft->filing();
    validation::v1::Verdict& verdict = *filing.mutable_open_revision()->mutable_verdict();
    AddPlaces(outcome.file->document, verdict);
    const bool has_errors = verdict.error_count() > 0;
    ++(has_errors ? with_errors_ : unexplained_);
    exit_ = Worse(exit_, Worse(ReadingStatus(outcome.file->document), has_errors ? kErrorFindings : kRefused));
    if (session_.output == Output::kJson) return PrintJson(*outcome.draft);
    const char* const kept = dry_run_ ? "" : "，草稿已保存";
    if (has_errors) {
      fmt::print("{}：{}，未报送，有 {} 项错误{}\n", path, outcome.file->title(), verdict.error_count(), kept);
    } else {
      fmt::print("{}：{}，未报送，有 {} 项提示需说明情况{}；请用 --explain 逐份报送\n", path, outcome.file->title(),
                 verdict.warning_count(), kept);
    }
    PrintFindings(Blocking(verdict.findings()));
  }

  const Session& session_;
  const bool dry_run_;
  size_t files_ = 0;
  size_t submitted_ = 0;
  size_t with_errors_ = 0;
  size_t unexplained_ = 0;
  size_t refused_ = 0;
  ExitStatus exit_ = kClean;
};

}  // namespace

ExitStatus SubmitEach(const Session& session, const SubmitServices& services,
                      const std::vector<ReportToSubmit>& reports, bool dry_run) {
  client::SubmissionStream stream(services.submission, session.call());
  Printer printer(session, dry_run);
  ProgressBar progress(reports.size());
  InOrder<Outcome>(
      reports.size(), kAtATime, [&](size_t i) { return Submit(session, services, stream, reports[i], dry_run); },
      [&](size_t i, const Outcome& outcome) {
        progress.Hide();
        printer.Print(reports[i].label, outcome);
        progress.Show(i + 1);
      });
  progress.Hide();
  return printer.Finish();
}

}  // namespace nianbao::cli
