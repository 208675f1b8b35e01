#include "clients/cli/read_file.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "clients/cli/load_file.h"
#include "libs/status/error.h"

namespace nianbao::cli {

absl::StatusOr<document::v1::ReadDocumentResponse> ReadFile(document::v1::DocumentService::Stub& service,
                                                            const std::string& path, const rpc::CallOptions& options) {
  absl::StatusOr<std::string> content = LoadFile(path);
  if (!content.ok()) return content.status();
  document::v1::ReadDocumentRequest request;
  request.set_file_name(std::filesystem::path(path).filename().string());
  request.set_content(*std::move(content));
  auto response = rpc::CallUnary(service, &document::v1::DocumentService::Stub::ReadDocument, request, options);
  if (!response.ok()) return status::Annotate(response.status(), path);
  return response;
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
  for (const auto& mark : document.report().marks()) {
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
