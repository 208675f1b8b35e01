#include "services/submission/domain/report_intake.h"

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/form/cell_vector.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/organ_name_match.h"

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

absl::Status OtherOrgan(absl::string_view printed, const organ::v1::Organ& organ) {
  return status::Error(absl::StatusCode::kInvalidArgument, "REPORT_MISMATCH",
                       absl::StrCat("report.organ_name: got ", printed, ", want the title or an alias of ",
                                    organ.name(), ", ", organ.title()))
      .Meta("field", "organ_name")
      .Meta("report", printed)
      .Meta("filing", organ.title())
      .Field("report.organ_name", absl::StrCat("got ", printed, ", want ", organ.title(), " or an alias of it"))
      .Chinese(absl::StrCat("年报的机关名称是“", printed, "”，要报送的却是“", organ.title(),
                            "”的年报。请核对是否选错了文件或机关；"
                            "如确为本机关的另一名称，请主管部门在名册中补充别名。"));
}

}  // namespace

absl::StatusOr<form::v1::AnnualReport> TakeIn(const form::v1::AnnualReport& report, const v1::Filing& filing,
                                              const organ::v1::Organ& organ) {
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
  if (!CanBeNameOf(taken.organ_name(), organ)) return OtherOrgan(taken.organ_name(), organ);
  RETURN_IF_ERROR(form::VectorOf(taken).status());
  return taken;
}

std::string DigestOf(const form::v1::AnnualReport& report) { return digest::Sm3Hex(digest::CanonicalBytes(report)); }

}  // namespace nianbao::submission
