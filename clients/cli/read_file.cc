#include "clients/cli/read_file.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "absl/strings/str_cat.h"
#include "clients/cli/load_file.h"
#include "libs/form/marks.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

// The reader has limits of its own; this is for one that is gone.
constexpr absl::Duration kReadingMax = absl::Minutes(2);

}  // namespace

absl::StatusOr<document::v1::ReadDocumentResponse> ReadFile(document::v1::DocumentService::Stub& service,
                                                            const std::string& path, const rpc::CallOptions& options,
                                                            const std::string& entry) {
  absl::StatusOr<std::string> content = LoadFile(path);
  if (!content.ok()) return content.status();
  document::v1::ReadDocumentRequest request;
  request.set_file_name(std::filesystem::path(path).filename().string());
  request.set_content(*std::move(content));
  request.set_entry(entry);
  rpc::CallOptions patient = options;
  patient.timeout = std::max(options.timeout, kReadingMax);
  auto response = rpc::CallUnary(service, &document::v1::DocumentService::Stub::ReadDocument, request, patient);
  if (!response.ok()) return status::Annotate(response.status(), path);
  return response;
}

absl::StatusOr<document::v1::ReadDocumentResponse> ReadFileOf2021(document::v1::DocumentService::Stub& service,
                                                                  const std::string& path,
                                                                  const rpc::CallOptions& options) {
  auto response = ReadFile(service, path, options);
  if (!response.ok() || !response->has_report_2019()) return response;
  return status::Error(absl::StatusCode::kInvalidArgument, "EDITION_UNSUPPORTED",
                       absl::StrCat(path, ": got a report of EDITION_2019, want EDITION_2021"))
      .Chinese(absl::StrCat(path, " 是 2019 年格式的年报（2019、2020 年度），只能用 import 读取，不能校验或报送。"));
}

void AddPlaces(const document::v1::ReadDocumentResponse& document, validation::v1::Verdict& verdict) {
  std::map<std::string, const finding::v1::Place*> places;
  for (const auto& source : document.sources()) places[source.cell()] = &source.place();
  for (auto& finding : *verdict.mutable_findings()) {
    for (auto& cell : *finding.mutable_cells()) {
      if (cell.year() != 0 && cell.year() != document.report().year()) continue;
      if (const auto place = places.find(cell.cell()); place != places.end()) *cell.mutable_place() = *place->second;
    }
  }
}

ExitStatus ReadingStatus(const document::v1::ReadDocumentResponse& document) {
  const google::protobuf::Message& report = document.has_report_2019()
                                                ? static_cast<const google::protobuf::Message&>(document.report_2019())
                                                : document.report();
  for (const form::v1::CellMark& mark : form::MarksOf(report)) {
    if (mark.state() == form::v1::CellMark::STATE_UNRESOLVED) return kUnresolvedCells;
  }
  return ErrorCount(document) > 0 ? kErrorFindings : kClean;
}

int ErrorCount(const document::v1::ReadDocumentResponse& document) {
  return static_cast<int>(
      std::count_if(document.findings().begin(), document.findings().end(),
                    [](const auto& finding) { return finding.severity() == finding::v1::SEVERITY_ERROR; }));
}

}  // namespace nianbao::cli
