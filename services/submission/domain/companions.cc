#include "services/submission/domain/companions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
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

// A filing, and how many bands it shares.
using LookAlike = std::pair<int, v1::Filing>;

int SharedBands(const TextQuery& query, const v1::Filing& filing) {
  const std::vector<int64_t> bands = TextBandsOf(RevisionWithText(filing)->report().narrative());
  return static_cast<int>(std::count_if(bands.begin(), bands.end(), [&](int64_t band) {
    return std::find(query.bands.begin(), query.bands.end(), band) != query.bands.end();
  }));
}

// Those of the store that are not submitted together with the text, those that share most first. How much they share
// is counted only where others are.
absl::StatusOr<std::vector<LookAlike>> StandingLookAlikes(const StoreReader& store, TextQuery query,
                                                          const TextsTogether* together) {
  if (together != nullptr) query.limit += static_cast<int>(together->size());
  ASSIGN_OR_RETURN(const std::vector<std::string> names, store.FindLookAlikes(query));
  std::vector<LookAlike> alike;
  for (const std::string& name : names) {
    if (together != nullptr && together->Has(name)) continue;
    if (alike.size() == kLookAlikesMax) break;
    ASSIGN_OR_RETURN(std::optional<FilingSnapshot> snapshot, store.FindFiling(name));
    // It may have been returned since the look-up.
    if (!snapshot.has_value() || RevisionWithText(snapshot->filing) == nullptr) continue;
    const int shared = together == nullptr ? 0 : SharedBands(query, snapshot->filing);
    alike.emplace_back(shared, std::move(snapshot->filing));
  }
  return alike;
}

absl::StatusOr<std::vector<LookAlike>> LookAlikes(const StoreReader& store, const TextQuery& query,
                                                  const TextsTogether* together) {
  ASSIGN_OR_RETURN(std::vector<LookAlike> alike, StandingLookAlikes(store, query, together));
  if (together == nullptr) return alike;
  for (const auto& [shared, filing] : together->Alike(query)) alike.emplace_back(shared, *filing);
  std::sort(alike.begin(), alike.end(), [](const LookAlike& a, const LookAlike& b) {
    return std::make_tuple(-a.first, a.second.name()) < std::make_tuple(-b.first, b.second.name());
  });
  if (alike.size() > kLookAlikesMax) alike.resize(kLookAlikesMax);
  return alike;
}

}  // namespace

void AddOwnCompanion(const organ::v1::Organ& organ, const form::v1::AnnualReport& prior,
                     validation::v1::Context& context) {
  AddCompanion("", organ.title(), prior, context);
}

absl::Status AddLookAlikes(const StoreReader& store, const Roster& roster, const organ::v1::Organ& organ, int32_t year,
                           const std::vector<int64_t>& bands, const TextsTogether* together,
                           validation::v1::Context& context) {
  if (bands.empty()) return absl::OkStatus();
  const TextQuery query = {.year = year, .bands = bands, .except_organ = organ.name(), .limit = kLookAlikesMax};
  ASSIGN_OR_RETURN(const std::vector<LookAlike> alike, LookAlikes(store, query, together));
  for (const auto& [shared, filing] : alike) {
    const organ::v1::Organ* const other = roster.Find(filing.organ());
    if (other != nullptr) AddCompanion(other->name(), other->title(), RevisionWithText(filing)->report(), context);
  }
  return absl::OkStatus();
}

}  // namespace nianbao::submission
