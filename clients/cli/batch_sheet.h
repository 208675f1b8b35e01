// Batch sheets: many reports in one table, a row each.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "clients/cli/submit_many.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"

namespace nianbao::cli {

// What the sheet of a node holds of each organ that owes a report of its own.
enum class SheetContent {
  // Its number, its name and the year, to be filled in.
  kNames,
  // Its accepted report besides, or the open one where none is accepted. Organs without a report are left out.
  kReports,
};

// The rows of a sheet. Errors are those of GetCompleteness and GetFiling.
absl::StatusOr<std::vector<document::v1::BatchSheetRow>> SheetRowsOf(const Session& session, const std::string& node,
                                                                     int year, SheetContent content);

// Reads the file. Errors are those of LoadFile and ReadBatchSheet.
absl::StatusOr<document::v1::ReadBatchSheetResponse> ReadSheet(document::v1::DocumentService::Stub& service,
                                                               const std::string& path,
                                                               const rpc::CallOptions& options);

// The reports of a sheet from this file. All but the path must stay; the organs are those of the roster.
std::vector<ReportToSubmit> ReportsIn(const document::v1::ReadBatchSheetResponse& sheet, const std::string& path,
                                      const Session& session, const SubmitServices& services, const SubmitHow& options);

}  // namespace nianbao::cli
