#include "services/submission/domain/report_intake.h"

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/form/cell_vector.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::submission {
namespace {

absl::Status Mismatch(absl::string_view field, absl::string_view name_zh, absl::string_view got,
                      absl::string_view want) {
  return status::Error(absl::StatusCode::kInvalidArgument, "REPORT_MISMATCH",
                       absl::StrCat("report.", field, ": got ", got, ", want ", want, ", that of the filing's name"))
      .Meta("field", field)
      .Meta("report", got)
      .Meta("filing", want)
      .Field(absl::StrCat("report.", field), absl::StrCat("got ", got, ", want ", want))
      .Chinese(absl::StrCat("年报的", name_zh, "是 ", got, "，要报送的却是 ", want, "。请核对是否选错了文件或年度。"));
}

}  // namespace

absl::StatusOr<form::v1::AnnualReport> TakeIn(const form::v1::AnnualReport& report, const v1::Filing& filing) {
  form::v1::AnnualReport taken = report;
  if (taken.scope() == form::v1::SCOPE_UNSPECIFIED) taken.set_scope(form::v1::SCOPE_OWN);
  if (taken.edition() == form::v1::EDITION_UNSPECIFIED) taken.set_edition(form::v1::EDITION_2021);
  if (taken.year() != filing.year()) {
    return Mismatch("year", "年度", absl::StrCat(taken.year()), absl::StrCat(filing.year()));
  }
  if (taken.scope() != filing.scope()) {
    return Mismatch("scope", "报送范围", form::v1::Scope_Name(taken.scope()), form::v1::Scope_Name(filing.scope()));
  }
  if (taken.edition() != form::v1::EDITION_2021) {
    return Mismatch("edition", "格式版本", absl::StrCat(taken.edition()), "EDITION_2021");
  }
  RETURN_IF_ERROR(form::VectorOf(taken).status());
  return taken;
}

std::string DigestOf(const form::v1::AnnualReport& report) { return digest::Sm3Hex(digest::CanonicalBytes(report)); }

}  // namespace nianbao::submission
