#include <re2/re2.h>

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "libs/likeness/likeness.h"
#include "services/validation/domain/assess.h"
#include "services/validation/domain/identity_number.h"
#include "services/validation/domain/prose.h"

namespace nianbao::validation::domain {
namespace {

using form::v1::NarrativeClaim;
using v1::PredicateRule;
using v1::RuleOutcome;

// One violation that quotes the sentences for which `offends` holds.
template <typename Offends>
Assessment QuoteSentences(const Subject& subject, Offends offends) {
  Violation violation;
  for (const Sentence& sentence : SentencesOf(0, subject.report.narrative())) {
    if (violation.quotes.size() < kQuotesMax && offends(sentence.text)) violation.quotes.push_back(QuoteOf(sentence));
  }
  Assessment assessment;
  if (!violation.quotes.empty()) assessment.violations.push_back(std::move(violation));
  return assessment;
}

// A period in a sentence that calls it the one of the report or of its figures.
Assessment PeriodIsYear(const Subject& subject) {
  static const RE2* const period = new RE2(
      "(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日\\s*起?\\s*(?:至|到|—+|-+|－+|~|～)\\s*"
      "(?:(\\d{4})\\s*年\\s*)?(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日");
  static const RE2* const reported = new RE2("统计|期限|时限|报告期|数据");
  return QuoteSentences(subject, [&](absl::string_view text) {
    int year = 0, month = 0, day = 0, last_month = 0, last_day = 0;
    std::string last_year;
    if (!RE2::PartialMatch(std::string(text), *reported)) return false;
    if (!RE2::PartialMatch(std::string(text), *period, &year, &month, &day, &last_year, &last_month, &last_day)) {
      return false;
    }
    const std::string want = absl::StrCat(subject.report.year());
    const bool whole = month == 1 && day == 1 && last_month == 12 && last_day == 31;
    return !whole || absl::StrCat(year) != want || (!last_year.empty() && last_year != want);
  });
}

// A sentence that gives the work of another year as the year's own: it names a neighbouring year, not this one, and
// compares nothing.
Assessment SpeaksOfYear(const Subject& subject) {
  static const RE2* const work = new RE2("收到|受理|新收|办结|答复|主动公开|制发|报告如下");
  static const RE2* const comparison =
      new RE2("比|较|上年|去年|上一年|结转|截至|以来|同期|往年|历年|计划|将|拟|年度报告》");
  const std::string year = absl::StrCat(subject.report.year(), "年");
  const std::string before = absl::StrCat(subject.report.year() - 1, "年");
  const std::string after = absl::StrCat(subject.report.year() + 1, "年");
  return QuoteSentences(subject, [&](absl::string_view sentence) {
    const std::string text(sentence);
    if (!absl::StrContains(text, before) && !absl::StrContains(text, after)) return false;
    if (absl::StrContains(text, year) || absl::StrContains(text, "本年") || absl::StrContains(text, "今年"))
      return false;
    return RE2::PartialMatch(text, *work) && !RE2::PartialMatch(text, *comparison);
  });
}

Assessment NoIdentityNumber(const Subject& subject) {
  return QuoteSentences(subject, [](absl::string_view text) { return HoldsIdentityNumber(text); });
}

Assessment NoMobileNumber(const Subject& subject) {
  static const RE2* const mobile = new RE2("(?:^|[^0-9A-Za-z])1[3-9]\\d{9}(?:[^0-9A-Za-z]|$)");
  return QuoteSentences(subject, [](absl::string_view text) { return RE2::PartialMatch(std::string(text), *mobile); });
}

// The wording covers more, or less, than the report says it does, and yet its figures are those of the tables.
Assessment ScopeFitsWording(const Subject& subject) {
  if (subject.report.scope() == form::v1::SCOPE_UNSPECIFIED) return {};
  const bool rolls_up = subject.report.scope() == form::v1::SCOPE_ROLL_UP;
  const auto other = rolls_up ? NarrativeClaim::COVERAGE_OWN : NarrativeClaim::COVERAGE_AREA;
  const form::Cell& received = *form::Catalogue::Get().Find("requests.received.total");
  const absl::int128 figure = subject.figures.value({v1::Term::SOURCE_UNSPECIFIED, received.index});
  Violation violation;
  for (const NarrativeClaim& claim : subject.report.narrative().claims()) {
    const bool exact = claim.has_min() && claim.has_max() && claim.min() == claim.max();
    const bool speaks = claim.subject() == NarrativeClaim::SUBJECT_RECEIVED && claim.coverage() == other &&
                        claim.measure() == NarrativeClaim::MEASURE_FIGURE && !claim.other_year();
    if (!speaks || !exact || figure == 0 || claim.min() != figure) continue;
    finding::v1::Quote& quote = violation.quotes.emplace_back();
    quote.set_text(claim.sentence());
    quote.set_section(claim.section());
  }
  Assessment assessment;
  if (!violation.quotes.empty()) assessment.violations.push_back(std::move(violation));
  return assessment;
}

Assessment NotThePriorFigures(const Subject& subject) {
  if (!subject.figures.Has(v1::Term::SOURCE_PRIOR)) return {{}, RuleOutcome::LACK_PRIOR};
  const FigureVector& now = subject.figures.of(v1::Term::SOURCE_UNSPECIFIED);
  const FigureVector& before = subject.figures.of(v1::Term::SOURCE_PRIOR);
  bool all_same = true, all_zero = true;
  for (int i = 0; i < form::Catalogue::kCellCount; ++i) {
    all_same &= now.values[i] == before.values[i] && now.states[i] == before.states[i];
    all_zero &= now.values[i] == 0;
  }
  Assessment assessment;
  if (all_same && !all_zero) assessment.violations.emplace_back();
  return assessment;
}

Assessment PriorIsThere(const Subject& subject) {
  Assessment assessment;
  const bool missing = subject.context.prior_expected() && !subject.figures.Has(v1::Term::SOURCE_PRIOR);
  if (missing) assessment.violations.emplace_back();
  return assessment;
}

Assessment NotAlike(const PredicateRule& rule, const Subject& subject) {
  const auto& companions = subject.context.companions();
  if (companions.empty()) return {{}, RuleOutcome::LACK_COMPANIONS};
  const likeness::Text own(SectionText(0, subject.report.narrative()));
  Assessment assessment;
  for (const v1::Companion& companion : companions) {
    const likeness::Text other(SectionText(0, companion.narrative()));
    const int percent = likeness::CommonPercent(own, other);
    if (percent < rule.percent()) continue;
    Violation violation;
    violation.left = percent;
    for (const likeness::Passage& passage : likeness::CommonPassages(own, other, kQuotesMax)) {
      violation.quotes.emplace_back().set_text(passage.first);
      finding::v1::Quote& quote = violation.quotes.emplace_back();
      quote.set_text(passage.second);
      quote.set_organ(companion.title());
      quote.set_year(companion.year());
    }
    assessment.violations.push_back(std::move(violation));
  }
  return assessment;
}

absl::CivilDay DayOf(const std::string& date) {
  absl::CivilDay day;
  absl::ParseCivilTime(date, &day);
  return day;
}

Assessment InTime(const Subject& subject) {
  const v1::Context& context = subject.context;
  if (context.filing_date().empty() || context.due_date().empty()) return {{}, RuleOutcome::LACK_DATES};
  Violation violation;
  violation.left = DayOf(context.filing_date()) - DayOf(context.due_date());
  Assessment assessment;
  if (violation.left > 0) assessment.violations.push_back(std::move(violation));
  return assessment;
}

}  // namespace

Assessment AssessPredicate(const PredicateRule& rule, const Subject& subject) {
  switch (rule.predicate()) {
    case PredicateRule::PREDICATE_PERIOD_IS_YEAR:
      return PeriodIsYear(subject);
    case PredicateRule::PREDICATE_SPEAKS_OF_YEAR:
      return SpeaksOfYear(subject);
    case PredicateRule::PREDICATE_NO_IDENTITY_NUMBER:
      return NoIdentityNumber(subject);
    case PredicateRule::PREDICATE_NO_MOBILE_NUMBER:
      return NoMobileNumber(subject);
    case PredicateRule::PREDICATE_SCOPE_FITS_WORDING:
      return ScopeFitsWording(subject);
    case PredicateRule::PREDICATE_NOT_THE_PRIOR_FIGURES:
      return NotThePriorFigures(subject);
    case PredicateRule::PREDICATE_PRIOR_IS_THERE:
      return PriorIsThere(subject);
    case PredicateRule::PREDICATE_NOT_ALIKE:
      return NotAlike(rule, subject);
    case PredicateRule::PREDICATE_IN_TIME:
      return InTime(subject);
    default:
      return {};
  }
}

}  // namespace nianbao::validation::domain
