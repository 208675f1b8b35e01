#include "services/document/domain/json_report.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/form/marks.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

using google::protobuf::Message;
using google::protobuf::Struct;
using google::protobuf::util::JsonStringToMessage;

enum class Shape { kReport, kReport2019, kAnswer };

bool HasMessage(const Struct& object, const char* name) {
  const auto field = object.fields().find(name);
  return field != object.fields().end() && field->second.has_struct_value();
}

bool IsEdition2019(const Struct& object) {
  const auto edition = object.fields().find("edition");
  return edition != object.fields().end() &&
         (edition->second.string_value() == form::v1::Edition_Name(form::v1::EDITION_2019) ||
          edition->second.number_value() == static_cast<int>(form::v1::EDITION_2019));
}

// What the JSON is meant to be: an answer has a report as one of its fields.
Shape ShapeOf(absl::string_view json) {
  Struct object;
  if (!JsonStringToMessage({json.data(), json.size()}, &object).ok()) return Shape::kReport;
  if (HasMessage(object, "report") || HasMessage(object, "report2019") || HasMessage(object, "report_2019")) {
    return Shape::kAnswer;
  }
  return IsEdition2019(object) ? Shape::kReport2019 : Shape::kReport;
}

Message& TargetOf(Shape shape, v1::ReadDocumentResponse& response) {
  switch (shape) {
    case Shape::kAnswer:
      return response;
    case Shape::kReport2019:
      return *response.mutable_report_2019();
    case Shape::kReport:
      break;
  }
  return *response.mutable_report();
}

absl::Status Malformed(absl::string_view field, absl::string_view problem, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kInvalidArgument, "REPORT_MALFORMED", absl::StrCat(field, ": ", problem))
      .Field(field, problem)
      .Chinese(absl::StrCat("报告自相矛盾：", chinese, "。"));
}

absl::Status CheckEditions(const v1::ReadDocumentResponse& response) {
  if (response.has_report() && response.has_report_2019()) {
    return Malformed("report_2019", "got reports of both editions, want one of them", "同时含有两种格式的报告");
  }
  if (response.report().edition() == form::v1::EDITION_2019) {
    return Malformed("report.edition", "got EDITION_2019, want EDITION_2021 or report_2019",
                     "2019 年格式的报告应写在 report2019 中");
  }
  if (response.report_2019().edition() == form::v1::EDITION_2021) {
    return Malformed("report_2019.edition", "got EDITION_2021, want EDITION_2019 or report",
                     "2021 年格式的报告应写在 report 中");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ReadDocumentResponse> ReadJsonReport(absl::string_view content) {
  RETURN_IF_ERROR(CheckText(content));
  const absl::string_view json = WithoutByteOrderMark(content);
  v1::ReadDocumentResponse response;
  Message& target = TargetOf(ShapeOf(json), response);
  const auto parsed = JsonStringToMessage({json.data(), json.size()}, &target);
  if (!parsed.ok()) {
    // Where it shows the place, protobuf cuts characters in two.
    const std::string problem = Excerpt(utf8::WellFormed(parsed.message().ToString()));
    return status::Error(
               absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
               absl::StrCat("content: got ", problem, ", want proto3 JSON of ", target.GetDescriptor()->full_name()))
        .Field("content", problem)
        .Chinese(absl::StrCat("文件不是年度报告的 JSON：", problem, "。请按说明改正后重新导入。"));
  }
  RETURN_IF_ERROR(CheckEditions(response));
  RETURN_IF_ERROR(form::CheckMarks(form::Catalogue::Get(), response.report()));
  RETURN_IF_ERROR(form::CheckMarks(form::Catalogue::Edition2019(), response.report_2019()));
  return response;
}

}  // namespace nianbao::document::domain
