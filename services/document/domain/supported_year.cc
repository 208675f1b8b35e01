#include "services/document/domain/supported_year.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/document/domain/findings.h"

namespace nianbao::document::domain {
namespace {

constexpr int kYearMin = 2021;
constexpr int kYearMax = 2100;
constexpr absl::string_view kRule = "document.year_unsupported";

}  // namespace

void CheckYear(v1::ReadDocumentResponse& response) {
  const int year = response.report().year();
  if (year >= kYearMin && year <= kYearMax) return;
  const auto& findings = response.findings();
  const bool reported = std::any_of(findings.begin(), findings.end(), [&](const finding::v1::Finding& finding) {
    return finding.rule() == kRule || (year == 0 && finding.id() == "document.title_missing/year");
  });
  if (reported) return;
  *response.add_findings() = MakeFinding(
      kRule, "", finding::v1::SEVERITY_ERROR,
      {absl::StrCat("报告年度为 ", year, "。本格式适用于 ", kYearMin, " 年及以后（至 ", kYearMax,
                    " 年）的年度报告；2019、2020 年的报告格式不同，不能导入。请核对年度。"),
       absl::StrCat("the report is on the year ", year, "; this edition of the form serves the years from ", kYearMin,
                    " to ", kYearMax, ", and reports on 2019 and 2020 have another form; check the year")});
}

}  // namespace nianbao::document::domain
