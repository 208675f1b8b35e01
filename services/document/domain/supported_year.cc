#include "services/document/domain/supported_year.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/document/domain/findings.h"

namespace nianbao::document::domain {
namespace {

struct Years {
  int first;
  int last;
};

constexpr Years kYears2019 = {2019, 2020};
constexpr Years kYears2021 = {2021, 2100};
constexpr absl::string_view kRule = "document.year_unsupported";

Sentence Unsupported(int year) {
  return {absl::StrCat("报告年度为 ", year, "。本格式适用于 ", kYears2021.first, " 年及以后（至 ", kYears2021.last,
                       " 年）的年度报告；2019、2020 年的报告使用另一种格式。请核对年度和表格格式。"),
          absl::StrCat("the report is on the year ", year, "; this edition of the form serves the years from ",
                       kYears2021.first, " to ", kYears2021.last,
                       ", and reports on 2019 and 2020 have another form; check the year and the tables")};
}

Sentence Unsupported2019(int year) {
  return {absl::StrCat("报告年度为 ", year, "，表格却是 2019 年的格式（国办公开办函〔2019〕60号），只适用于 ",
                       kYears2019.first, "、", kYears2019.last,
                       " 年。请核对年度；2021 年及以后的报告请改用 2021 年的格式。"),
          absl::StrCat("the report is on the year ", year,
                       ", but its tables are those of the 2019 edition of the form, ", "which serves the years ",
                       kYears2019.first, " and ", kYears2019.last, "; check the year, or use the 2021 edition")};
}

}  // namespace

void CheckYear(v1::ReadDocumentResponse& response) {
  const bool is_2019 = response.has_report_2019();
  const int year = is_2019 ? response.report_2019().year() : response.report().year();
  const Years years = is_2019 ? kYears2019 : kYears2021;
  if (year >= years.first && year <= years.last) return;
  const auto& findings = response.findings();
  const bool reported = std::any_of(findings.begin(), findings.end(), [&](const finding::v1::Finding& finding) {
    return finding.rule() == kRule || (year == 0 && finding.id() == "document.title_missing/year");
  });
  if (reported) return;
  *response.add_findings() =
      MakeFinding(kRule, "", finding::v1::SEVERITY_ERROR, is_2019 ? Unsupported2019(year) : Unsupported(year));
}

}  // namespace nianbao::document::domain
