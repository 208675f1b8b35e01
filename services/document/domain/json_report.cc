#include "services/document/domain/json_report.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

using google::protobuf::util::JsonStringToMessage;

// True for the JSON of an answer that has the report as one of its fields.
bool IsWholeAnswer(absl::string_view json) {
  google::protobuf::Struct object;
  if (!JsonStringToMessage({json.data(), json.size()}, &object).ok()) return false;
  const auto report = object.fields().find("report");
  return report != object.fields().end() && report->second.has_struct_value();
}

}  // namespace

absl::StatusOr<v1::ReadDocumentResponse> ReadJsonReport(absl::string_view content) {
  RETURN_IF_ERROR(CheckText(content));
  const absl::string_view json = WithoutByteOrderMark(content);
  v1::ReadDocumentResponse response;
  google::protobuf::Message* target = response.mutable_report();
  if (IsWholeAnswer(json)) target = &response;
  const auto parsed = JsonStringToMessage({json.data(), json.size()}, target);
  if (!parsed.ok()) {
    const std::string problem = Excerpt(parsed.message().ToString());
    return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                         absl::StrCat("content: got ", problem, ", want proto3 JSON of nianbao.form.v1.AnnualReport"))
        .Field("content", problem)
        .Chinese(absl::StrCat("文件不是年度报告的 JSON：", problem, "。请按说明改正后重新导入。"));
  }
  if (const auto vector = form::VectorOf(response.report()); !vector.ok()) return vector.status();
  return response;
}

absl::StatusOr<std::string> WriteJsonReport(const form::v1::AnnualReport& report) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  const auto written = google::protobuf::util::MessageToJsonString(report, &json, options);
  if (!written.ok()) {
    return status::Error(absl::StatusCode::kInternal, "DOCUMENT_NOT_WRITTEN",
                         absl::StrCat("json: ", written.message().ToString()))
        .Chinese("报告未能写成 JSON 文件。");
  }
  return json;
}

}  // namespace nianbao::document::domain
