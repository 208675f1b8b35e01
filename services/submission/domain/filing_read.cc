#include "services/submission/domain/filing_read.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/scope_duty.h"

namespace nianbao::submission {
namespace {

absl::StatusOr<FilingKey> CheckedKey(absl::string_view filing, absl::string_view path) {
  if (const std::optional<FilingKey> key = ParseFilingName(filing); key.has_value()) return *key;
  FieldErrors errors;
  errors.Add(path,
             absl::StrCat("got \"", filing, "\", want organs/{id}/filings/{year}-{own|rollup}, year ", kYearMin, " to ",
                          kYearMax),
             absl::StrCat("年报名称“", filing, "”不合规则，应如 organs/机关标识/filings/2024-own，年度在 ", kYearMin,
                          " 至 ", kYearMax, " 之间"));
  return errors.ToStatus();
}

absl::Status FilingUnknown(absl::string_view filing) {
  return status::Error(absl::StatusCode::kNotFound, "FILING_UNKNOWN",
                       absl::StrCat("filing: got ", filing, ", want one that was saved"))
      .Meta("filing", filing)
      .Chinese(absl::StrCat("没有年报 ", filing, "。请核对机关、年度和范围。"));
}

absl::Status CheckDuty(const organ::v1::Organ& organ, const FilingKey& key) {
  if (Owes(organ, key.scope)) return absl::OkStatus();
  const bool roll_up = key.scope == form::v1::SCOPE_ROLL_UP;
  return status::Error(absl::StatusCode::kFailedPrecondition, "SCOPE_NOT_DUE",
                       absl::StrCat("filing: got scope ", roll_up ? "rollup" : "own", ", want one that ", organ.name(),
                                    " must file"))
      .Meta("organ", organ.name())
      .Meta("scope", roll_up ? "rollup" : "own")
      .Chinese(absl::StrCat("按名册，", organ.title(), "不需要报送", roll_up ? "汇总" : "本级",
                            "年报。请核对报送范围，或请主管部门更正名册。"));
}

absl::Status CheckEtag(const FilingSnapshot& snapshot, absl::string_view etag) {
  if (snapshot.filing.etag() == etag) return absl::OkStatus();
  return EtagMismatch(snapshot.filing.name(), etag, snapshot.filing.etag());
}

}  // namespace

absl::StatusOr<FilingSnapshot> ReadFiling(const StoreReader& store, absl::string_view filing, absl::string_view path) {
  RETURN_IF_ERROR(CheckedKey(filing, path).status());
  ASSIGN_OR_RETURN(std::optional<FilingSnapshot> snapshot, store.FindFiling(filing));
  if (!snapshot.has_value()) return FilingUnknown(filing);
  return *std::move(snapshot);
}

absl::StatusOr<FilingSnapshot> ReadForChange(const StoreReader& store, absl::string_view filing,
                                             absl::string_view etag) {
  ASSIGN_OR_RETURN(FilingSnapshot snapshot, ReadFiling(store, filing, "filing"));
  if (etag.empty()) {
    FieldErrors errors;
    errors.Add("etag", "got nothing, want the filing's etag", "缺少年报的版本标记（etag），请先查看年报再操作");
    return errors.ToStatus();
  }
  RETURN_IF_ERROR(CheckEtag(snapshot, etag));
  return snapshot;
}

absl::StatusOr<FilingToSave> ReadForSaving(const StoreReader& store, absl::string_view filing, absl::string_view etag) {
  ASSIGN_OR_RETURN(const FilingKey key, CheckedKey(filing, "filing"));
  ASSIGN_OR_RETURN(organ::v1::Organ organ, OrganOfYear(store, key.organ, key.year));
  RETURN_IF_ERROR(CheckDuty(organ, key));
  // A report may print the name that the organ had then, or the one it has now.
  ASSIGN_OR_RETURN(const organ::v1::Organ today, FindOrgan(store, key.organ));
  if (today.title() != organ.title()) organ.add_aliases(today.title());
  ASSIGN_OR_RETURN(std::optional<FilingSnapshot> snapshot, store.FindFiling(filing));
  if (snapshot.has_value()) {
    // Who never saved it need not know that it was given a due day.
    const bool needs_etag = snapshot->revision_count > 0;
    if (etag.empty() && needs_etag) return FilingExists(filing, snapshot->filing.etag());
    if (!etag.empty()) RETURN_IF_ERROR(CheckEtag(*snapshot, etag));
    return FilingToSave{*std::move(snapshot), std::move(organ)};
  }
  if (!etag.empty()) return FilingUnknown(filing);
  FilingSnapshot fresh;
  fresh.filing.set_name(std::string(filing));
  fresh.filing.set_organ(key.organ);
  fresh.filing.set_year(key.year);
  fresh.filing.set_scope(key.scope);
  return FilingToSave{std::move(fresh), std::move(organ)};
}

absl::Status EtagMismatch(absl::string_view filing, absl::string_view given, absl::string_view current) {
  return status::Error(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                       absl::StrCat("etag: got ", given, ", want ", current, ", that of the filing now"))
      .Meta("filing", filing)
      .Meta("currentEtag", current)
      .Chinese(absl::StrCat("年报 ", filing, " 已被他人更改。请重新查看后再操作。"));
}

absl::Status FilingExists(absl::string_view filing, absl::string_view current) {
  return status::Error(absl::StatusCode::kAlreadyExists, "FILING_EXISTS",
                       absl::StrCat("etag: got nothing, want ", current, ", since the filing exists"))
      .Meta("filing", filing)
      .Meta("currentEtag", current)
      .Chinese(
          absl::StrCat("年报 ", filing, " 已经存在，同一机关、年度和范围只能有一份。请先查看，再在其上修改或更正。"));
}

}  // namespace nianbao::submission
