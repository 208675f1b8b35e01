#include "services/document/domain/writable_report.h"

#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"

namespace nianbao::document::domain {
namespace {

constexpr int kWritableYearMax = 9999;

absl::Status NotWritable(absl::string_view field, absl::string_view got, absl::string_view want,
                         absl::string_view zh_cn) {
  return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                       absl::StrCat(field, ": got ", got, ", want ", want))
      .Field(field, absl::StrCat("want ", want))
      .Chinese(zh_cn);
}

absl::Status CheckUtf8(absl::string_view field, absl::string_view text) {
  const auto bad = utf8::FirstBadByte(text);
  if (!bad) return absl::OkStatus();
  return NotWritable(field, absl::StrCat("a bad byte at offset ", *bad), "UTF-8 text",
                     "报告中有的文字不是 UTF-8 编码，不能写入文件。请重新导入原文件。");
}

absl::Status CheckTextsOf(const form::v1::AnnualReport& report) {
  const form::v1::Narrative& narrative = report.narrative();
  RETURN_IF_ERROR(CheckUtf8("report.organ_name", report.organ_name()));
  RETURN_IF_ERROR(CheckUtf8("report.narrative.overview", narrative.overview()));
  RETURN_IF_ERROR(CheckUtf8("report.narrative.problems_and_improvements", narrative.problems_and_improvements()));
  RETURN_IF_ERROR(CheckUtf8("report.narrative.other_matters", narrative.other_matters()));
  for (const form::v1::CellMark& mark : report.marks()) {
    RETURN_IF_ERROR(CheckUtf8("report.marks.raw_text", mark.raw_text()));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckWritable(const form::v1::AnnualReport& report) {
  if (report.year() < 0 || report.year() > kWritableYearMax) {
    return NotWritable("report.year", absl::StrCat(report.year()), absl::StrCat("0 for none, to ", kWritableYearMax),
                       "报告年度不是一个年份，请改正后再试。");
  }
  RETURN_IF_ERROR(CheckTextsOf(report));
  return form::VectorOf(report).status();
}

}  // namespace nianbao::document::domain
