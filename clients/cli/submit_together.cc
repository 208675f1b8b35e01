#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "clients/cli/in_order.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/print_json.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/read_file.h"
#include "clients/cli/refused_places.h"
#include "clients/cli/submit_many.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

using submission::v1::SubmissionService;

constexpr size_t kReadAtATime = 4;
// All are checked and written before there is an answer.
constexpr absl::Duration kBatchPatience = absl::Minutes(5);

struct Batch {
  submission::v1::BatchSubmitFilingsRequest request;
  // One for each request.
  std::vector<std::string> titles;
  ExitStatus exit = kClean;
};

void Add(const Session& session, const std::string& path, const absl::StatusOr<FileToSubmit>& file, Batch& batch) {
  if (!file.ok()) {
    fmt::print(stderr, "{}：", path);
    batch.exit = Worse(batch.exit, Refuse(file.status()));
  } else if (!file->readable()) {
    batch.exit = Worse(batch.exit, kErrorFindings);
    if (session.output != Output::kText) return;
    fmt::print("{}：{}，读取文件时有 {} 项错误\n", path, file->title(), ErrorCount(file->document));
    PrintFindings(file->document.findings());
  } else {
    *batch.request.add_requests() = file->request;
    batch.titles.push_back(fmt::format("{}：{}", path, file->title()));
  }
}

ExitStatus RefuseBatch(const absl::Status& refusal, const Batch& batch) {
  const std::map<int, std::string> places = RefusedPlaces(refusal);
  for (const auto& [place, words] : places) {
    if (place < static_cast<int>(batch.titles.size())) fmt::print("{}，不能报送：{}\n", batch.titles[place], words);
  }
  if (!places.empty()) fmt::print("共 {} 份：不能报送 {}，全部没有报送\n", batch.titles.size(), places.size());
  return Refuse(refusal);
}

}  // namespace

ExitStatus SubmitTogether(const Session& session, const SubmitServices& services,
                          const std::vector<ReportToSubmit>& reports) {
  Batch batch;
  ProgressBar progress(reports.size());
  InOrder<absl::StatusOr<FileToSubmit>>(
      reports.size(), kReadAtATime, [&](size_t i) { return reports[i].read(); },
      [&](size_t i, const absl::StatusOr<FileToSubmit>& file) {
        progress.Hide();
        Add(session, reports[i].label, file, batch);
        progress.Show(i + 1);
      });
  progress.Hide();
  if (batch.exit != kClean) {
    fmt::print(stderr, "{} 份中有 {} 份未能读取，因此全部没有报送。\n", reports.size(),
               reports.size() - batch.titles.size());
    return batch.exit;
  }
  batch.request.set_request_id(rpc::NewRequestId());
  rpc::CallOptions call = session.call();
  call.timeout = std::max(call.timeout, kBatchPatience);
  const auto response =
      rpc::CallUnary(services.submission, &SubmissionService::Stub::BatchSubmitFilings, batch.request, call);
  if (!response.ok()) return RefuseBatch(response.status(), batch);
  if (session.output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  for (const std::string& title : batch.titles) fmt::print("{}，已报送\n", title);
  fmt::print("共 {} 份，全部已报送\n", batch.titles.size());
  return kClean;
}

}  // namespace nianbao::cli
