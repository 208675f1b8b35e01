#include "services/submission/domain/companions.h"

#include <string>

namespace nianbao::submission {
namespace {

// In bytes of UTF-8: more than ten times what the longest published report says. Longer texts are not compared, so
// that a question stays within what a message may hold.
constexpr size_t kTextBytesMax = 512 << 10;

void AddCompanion(const std::string& organ, const std::string& title, const form::v1::AnnualReport& report,
                  validation::v1::Context& context) {
  form::v1::Narrative text = report.narrative();
  text.clear_claims();
  const size_t bytes = text.ByteSizeLong();
  if (bytes == 0 || bytes > kTextBytesMax) return;
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

}  // namespace nianbao::submission
