#include "services/submission/domain/rulebook_read.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::submission {

absl::StatusOr<std::shared_ptr<const NamedRulebook>> ReadRulebook(const StoreReader& store, absl::string_view digest) {
  ASSIGN_OR_RETURN(std::shared_ptr<const NamedRulebook> rulebook,
                   digest.empty() ? store.ActiveRulebook() : store.FindRulebook(digest));
  if (rulebook != nullptr) return rulebook;
  return status::Error(absl::StatusCode::kNotFound, "RULEBOOK_UNKNOWN",
                       absl::StrCat("digest: got \"", digest, "\", want that of a rulebook that was in force"))
      .Meta("digest", digest)
      .Chinese("没有这一版规则集。请核对规则集的摘要。");
}

absl::Status RulebookChanged(absl::string_view given, absl::string_view current) {
  return status::Error(
             absl::StatusCode::kAborted, "RULEBOOK_CHANGED",
             absl::StrCat("digest: got \"", given, "\", want \"", current, "\", that of the rulebook in force"))
      .Meta("currentDigest", current)
      .Chinese("规则集刚被他人更改。请重新查看规则后再操作。");
}

}  // namespace nianbao::submission
