#include <algorithm>
#include <utility>

#include "services/validation/domain/assess.h"
#include "services/validation/domain/sums.h"

namespace nianbao::validation::domain {
namespace {

using form::v1::NarrativeClaim;
using rulebook::CompiledSum;
using v1::RuleOutcome;

// A hundredth of a percent is the unit of a share.
constexpr int kWhole = 10'000;

// Whether the claim speaks of the work that the tables count.
bool IsAboutTheTables(const NarrativeClaim& claim, const form::v1::AnnualReport& report) {
  if (claim.other_year() || claim.cumulative()) return false;
  const bool rolls_up = report.scope() == form::v1::SCOPE_ROLL_UP;
  return claim.coverage() != (rolls_up ? NarrativeClaim::COVERAGE_OWN : NarrativeClaim::COVERAGE_AREA);
}

// min <= value <= max, where a claim may leave either open.
bool Fits(const NarrativeClaim& claim, absl::int128 value, absl::int128 tolerance, absl::int128 unit) {
  if (claim.has_min() && value < (claim.min() - tolerance) * unit) return false;
  return !claim.has_max() || value <= (claim.max() + tolerance) * unit;
}

bool AgreesAsFigure(const NarrativeClaim& claim, const std::vector<CompiledSum>& sums, const Figures& figures) {
  return std::any_of(sums.begin(), sums.end(),
                     [&](const CompiledSum& sum) { return Fits(claim, SumOf(sum, figures), 0, 1); });
}

// The first sum is the part; a share may be that of any of the others.
bool AgreesAsShare(const NarrativeClaim& claim, const std::vector<CompiledSum>& sums, int tolerance,
                   const Figures& figures) {
  const absl::int128 part = SumOf(sums.front(), figures) * kWhole;
  return std::any_of(sums.begin() + 1, sums.end(), [&](const CompiledSum& whole) {
    const absl::int128 sum = SumOf(whole, figures);
    return sum <= 0 || Fits(claim, part, tolerance, sum);
  });
}

absl::int128 ShareOf(const std::vector<CompiledSum>& sums, const Figures& figures) {
  const absl::int128 whole = SumOf(sums[1], figures);
  return whole > 0 ? (SumOf(sums.front(), figures) * kWhole + whole / 2) / whole : absl::int128(0);
}

finding::v1::Quote QuoteOf(const NarrativeClaim& claim) {
  finding::v1::Quote quote;
  quote.set_text(claim.sentence());
  quote.set_section(claim.section());
  return quote;
}

Violation ViolationOf(const NarrativeClaim& claim, bool share, const rulebook::Instance& instance,
                      const Figures& figures) {
  Violation violation;
  violation.left = claim.has_max() ? claim.max() : claim.min();
  violation.right = share ? ShareOf(instance.sums, figures) : SumOf(instance.sums.front(), figures);
  for (const rulebook::Entry& entry : instance.sums.front().entries) violation.cells.push_back(entry.position.index);
  violation.quotes.push_back(QuoteOf(claim));
  return violation;
}

}  // namespace

Assessment AssessClaim(const v1::ClaimRule& rule, const rulebook::Instance& instance, const Subject& subject) {
  const bool share = rule.measure() == NarrativeClaim::MEASURE_SHARE;
  Assessment assessment;
  for (const NarrativeClaim& claim : subject.report.narrative().claims()) {
    if (claim.subject() != instance.subject || claim.measure() != rule.measure()) continue;
    if (!IsAboutTheTables(claim, subject.report)) continue;
    for (const CompiledSum& sum : instance.sums) {
      assessment.lack = LackOf(sum, false, subject.figures);
      if (assessment.lack != RuleOutcome::LACK_UNSPECIFIED) return {{}, assessment.lack};
    }
    const bool agrees = share ? AgreesAsShare(claim, instance.sums, rule.tolerance(), subject.figures)
                              : AgreesAsFigure(claim, instance.sums, subject.figures);
    if (agrees) continue;
    Violation violation = ViolationOf(claim, share, instance, subject.figures);
    const auto same = std::find_if(assessment.violations.begin(), assessment.violations.end(),
                                   [&](const Violation& other) { return other.left == violation.left; });
    if (same == assessment.violations.end()) {
      assessment.violations.push_back(std::move(violation));
    } else {
      same->quotes.push_back(std::move(violation.quotes.front()));
    }
  }
  return assessment;
}

}  // namespace nianbao::validation::domain
