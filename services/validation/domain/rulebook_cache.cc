#include "services/validation/domain/rulebook_cache.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/rulebook/check_rulebook.h"
#include "libs/rulebook/delivered.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::validation::domain {
namespace {

using Shared = std::shared_ptr<const rulebook::CompiledRulebook>;

absl::Status Unknown(absl::string_view digest) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "RULEBOOK_UNKNOWN",
                       absl::StrCat("rulebook_digest: got ", digest, ", want one that is kept, or the rulebook too"))
      .Meta("digest", digest)
      .Chinese("校验服务没有这一版规则集，请同时提供规则集。");
}

absl::Status OtherDigest(absl::string_view want, absl::string_view got) {
  return status::Error(absl::StatusCode::kInvalidArgument, "RULEBOOK_INVALID",
                       absl::StrCat("rulebook: got the digest ", got, ", want ", want))
      .Meta("digest", want)
      .Field("rulebook", "want the rulebook with the given digest")
      .Chinese("规则集与给出的摘要不一致，请联系维护人员。");
}

}  // namespace

absl::StatusOr<Shared> RulebookCache::Get(absl::string_view digest, const v1::Rulebook* rulebook) {
  // It lives as long as the program.
  if (digest.empty() || digest == rulebook::Delivered().digest) return Shared(&rulebook::Delivered(), [](auto*) {});
  if (Shared kept = Find(digest)) return kept;
  if (rulebook == nullptr) return Unknown(digest);
  RETURN_IF_ERROR(rulebook::CheckRulebook(*rulebook));
  ASSIGN_OR_RETURN(rulebook::CompiledRulebook compiled, rulebook::Compile(*rulebook));
  if (compiled.digest != digest) return OtherDigest(digest, compiled.digest);
  const auto shared = std::make_shared<const rulebook::CompiledRulebook>(std::move(compiled));
  absl::MutexLock lock(&mutex_);
  kept_.push_back(shared);
  if (kept_.size() > kKept) kept_.pop_front();
  return shared;
}

Shared RulebookCache::Find(absl::string_view digest) {
  absl::MutexLock lock(&mutex_);
  for (const Shared& kept : kept_) {
    if (kept->digest == digest) return kept;
  }
  return nullptr;
}

}  // namespace nianbao::validation::domain
