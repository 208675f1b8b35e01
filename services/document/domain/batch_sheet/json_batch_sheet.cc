#include "services/document/domain/batch_sheet/json_batch_sheet.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/form/catalogue.h"
#include "libs/form/marks.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/json_text.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/supported_year.h"

namespace nianbao::document::domain {
namespace {

using google::protobuf::util::JsonStringToMessage;
using google::protobuf::util::MessageToJsonString;

absl::Status NoRows(absl::string_view problem) {
  return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                       absl::StrCat("content: got ", problem, ", want proto3 JSON with a list \"rows\""))
      .Field("content", problem)
      .Chinese("文件不是批量表的 JSON：应有列表“rows”，每项是一份报告。请按空白批量表改正后重新导入。");
}

v1::BatchSheetRow RefusedRow(const google::protobuf::Value& row, absl::string_view problem, absl::string_view chinese) {
  v1::BatchSheetRow refused;
  const auto& fields = row.struct_value().fields();
  if (const auto organ = fields.find("organ"); organ != fields.end()) refused.set_organ(organ->second.string_value());
  *refused.mutable_document()->add_findings() =
      MakeFinding("document.batch_row_unreadable", "", finding::v1::SEVERITY_ERROR,
                  {absl::StrCat("这一项不是一份报告：", chinese, "。请按空白批量表改正。"),
                   absl::StrCat("this row is no report: ", problem, "; mend it after an empty sheet")});
  return refused;
}

v1::BatchSheetRow ReadRow(const google::protobuf::Value& value) {
  std::string json;
  if (!MessageToJsonString(value, &json).ok())
    return RefusedRow(value, "a value that JSON has not", "有 JSON 写不出的值");
  v1::BatchSheetRow row;
  if (const auto parsed = JsonStringToMessage(json, &row); !parsed.ok()) {
    const std::string problem = Excerpt(utf8::WellFormed(parsed.message().ToString()));
    return RefusedRow(value, problem, absl::StrCat("结构与空白批量表不同（", problem, "）"));
  }
  if (row.document().has_report_2019())
    return RefusedRow(value, "a report of the 2019 edition", "是 2019 年版式的报告");
  if (const absl::Status marks = form::CheckMarks(form::Catalogue::Get(), row.document().report()); !marks.ok()) {
    return RefusedRow(value, marks.message(), absl::StripSuffix(status::ChineseOf(marks), "。"));
  }
  return row;
}

// Nothing stands in the report but whose it is.
bool IsUnfilled(const v1::BatchSheetRow& row) {
  form::v1::AnnualReport report = row.document().report();
  report.clear_organ_name();
  report.clear_year();
  report.clear_scope();
  report.clear_edition();
  return row.document().findings().empty() && report.ByteSizeLong() == 0;
}

}  // namespace

absl::StatusOr<v1::ReadBatchSheetResponse> ReadJsonBatchSheet(absl::string_view content) {
  RETURN_IF_ERROR(CheckText(content));
  const absl::string_view json = WithoutByteOrderMark(content);
  google::protobuf::Struct object;
  if (const auto parsed = JsonStringToMessage({json.data(), json.size()}, &object); !parsed.ok()) {
    return NoRows(Excerpt(utf8::WellFormed(parsed.message().ToString())));
  }
  const auto rows = object.fields().find("rows");
  if (rows == object.fields().end() || !rows->second.has_list_value()) return NoRows("no list \"rows\"");
  v1::ReadBatchSheetResponse response;
  int number = 0;
  for (const google::protobuf::Value& value : rows->second.list_value().values()) {
    ++number;
    v1::BatchSheetRow row = ReadRow(value);
    if (IsUnfilled(row)) {
      response.set_unfilled_rows(response.unfilled_rows() + 1);
      continue;
    }
    row.mutable_place()->Clear();
    row.mutable_place()->set_row(number);
    if (row.document().has_report()) CheckYear(*row.mutable_document());
    *response.add_rows() = std::move(row);
  }
  return response;
}

absl::StatusOr<std::string> WriteJsonBatchSheet(const v1::WriteBatchSheetRequest& request) {
  v1::ReadBatchSheetResponse sheet;
  for (const v1::BatchSheetRow& row : request.rows()) {
    v1::BatchSheetRow& shown = *sheet.add_rows();
    shown.set_organ(row.organ());
    *shown.mutable_document()->mutable_report() = row.document().report();
  }
  return WriteJson(sheet);
}

}  // namespace nianbao::document::domain
