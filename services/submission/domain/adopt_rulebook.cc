#include "services/submission/domain/adopt_rulebook.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/rulebook/change_rule.h"
#include "libs/rulebook/compile.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/rulebook_edit.h"

namespace nianbao::submission {
namespace {

constexpr char kActor[] = "nianbao";

// Equal for all programs that adopt the same rulebook in the place of the same one: only the first of them does.
RequestKey KeyOf(const std::string& active_digest, const std::string& digest) {
  return {.actor = kActor,
          .method = "AdoptRulebook",
          .request_id = digest.substr(0, 32) + active_digest.substr(0, 32),
          .content_digest = digest};
}

// The next rulebook, put in the place of `active`, which is nullptr for the first.
Changeset Adoption(const NamedRulebook* active, const validation::v1::Rulebook& delivered, absl::Time now) {
  NamedRulebook next;
  next.rulebook = active == nullptr ? delivered : rulebook::CarryChangesOver(active->rulebook, delivered);
  next.digest = rulebook::DigestOf(next.rulebook);
  const std::string expected = active == nullptr ? "" : active->digest;
  const RequestKey key = KeyOf(expected, next.digest);
  Changeset changes = PutInForce(std::move(next), expected, {}, {.name = kActor}, key.request_id, now);
  changes.request = key;
  changes.reply = [](const v1::EventToken& token) { return token.SerializeAsString(); };
  return changes;
}

}  // namespace

absl::Status AdoptRulebook(Store& store, const Clock& clock, const validation::v1::Rulebook& delivered) {
  while (true) {
    ASSIGN_OR_RETURN(const std::shared_ptr<const NamedRulebook> active, store.ActiveRulebook());
    if (active != nullptr && !rulebook::IsNewer(delivered.version(), active->rulebook.version())) {
      return absl::OkStatus();
    }
    const absl::Status adopted = store.Commit(Adoption(active.get(), delivered, clock.Now())).status();
    // Somebody put another in force in between: whether that is older has to be asked again.
    if (status::ReasonOf(adopted) != "RULEBOOK_CHANGED") return adopted;
  }
}

}  // namespace nianbao::submission
