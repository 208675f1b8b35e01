#include "services/submission/domain/companions.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/text_bands.h"

namespace nianbao::submission {
namespace {

// In bytes of UTF-8: more than ten times what the longest published report says. Longer texts are not compared, so
// that a question stays within what a message may hold.
constexpr size_t kCompanionBytesMax = 512 << 10;
constexpr int kLookAlikesMax = 3;

void AddCompanion(const std::string& organ, const std::string& title, const form::v1::AnnualReport& report,
                  validation::v1::Context& context) {
  form::v1::Narrative text = report.narrative();
  text.clear_claims();
  const size_t bytes = text.ByteSizeLong();
  if (bytes == 0 || bytes > kCompanionBytesMax) return;
  validation::v1::Companion& companion = *context.add_companions();
  companion.set_organ(organ);
  companion.set_title(title);
  companion.set_year(report.year());
  *companion.mutable_narrative() = std::move(text);
}

}  // namespace

void AddOwnCompanion(const organ::v1::Organ& organ, const form::v1::AnnualReport& prior,
                     validation::v1::Context& context) {
  AddCompanion("", organ.title(), prior, context);
}

absl::Status AddLookAlikes(const StoreReader& store, const Roster& roster, const organ::v1::Organ& organ,
                           const form::v1::AnnualReport& report, validation::v1::Context& context) {
  const TextQuery query = {.year = report.year(),
                           .bands = TextBandsOf(report.narrative()),
                           .except_organ = organ.name(),
                           .limit = kLookAlikesMax};
  if (query.bands.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<std::string> alike, store.FindLookAlikes(query));
  for (const std::string& name : alike) {
    ASSIGN_OR_RETURN(const std::optional<FilingSnapshot> snapshot, store.FindFiling(name));
    const v1::Revision* const revision = snapshot.has_value() ? RevisionWithText(snapshot->filing) : nullptr;
    const organ::v1::Organ* const other = snapshot.has_value() ? roster.Find(snapshot->filing.organ()) : nullptr;
    // It may have been returned since the look-up.
    if (revision != nullptr && other != nullptr) {
      AddCompanion(other->name(), other->title(), revision->report(), context);
    }
  }
  return absl::OkStatus();
}

}  // namespace nianbao::submission
