#include "services/document/domain/claim_context.h"

#include <re2/re2.h>

#include <string>

#include "services/document/domain/claim_subjects.h"

namespace nianbao::document::domain {
namespace {

using form::v1::NarrativeClaim;

// Index of the group that the last match of a regular expression in the text fills, or -1.
int LastGroup(absl::string_view text, const RE2& words) {
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece a, b, c;
  int last = -1;
  while (RE2::FindAndConsume(&rest, words, &a, &b, &c)) last = !a.empty() ? 0 : !b.empty() ? 1 : 2;
  return last;
}

const RE2& Topics() {
  static const auto* const words = new RE2(
      "(依申请|信息公开申请|公开申请|申请公开|信息公开的申请)|(行政复议|行政诉讼)|"
      "(信访|投诉|举报|提案|建议|热线|留言|咨询|工单|诉求|来电|来信|来访|新媒体|微信|微博|网站|稿件|解读|公众号|"
      "规范性文件|"
      "公文|行政许可|行政处罚|行政强制|培训|主动公开)");
  return *words;
}

// The names of outcomes hold words that would be other topics.
const RE2& Outcomes() {
  static const auto* const words = new RE2(AnyOf(OutcomeNames()));
  return *words;
}

// Other years, this year; those of comparisons, and of requests carried over, are taken out before.
const RE2& Years() {
  static const auto* const words = new RE2("(上年|下年|他年)|(本年)|(\\x{E010})");
  return *words;
}

const RE2& YearsAside() {
  static const auto* const words = new RE2(
      "(?:较|比|同比|相比|对比|相较|与|同|跟)(?:上年|他年|下年)|(?:上年|他年|下年)(?:结转|转结|转入|遗留|顺延|接转|"
      "同期|相比)|"
      "(?:结转|顺延|转入|延续|延至|转结)(?:自|至|到|入|于|为)?(?:上年|下年|他年)");
  return *words;
}

const RE2& Coverages() {
  static const auto* const words = new RE2(
      "(本级|政府办公室|政府办公厅|区政府办|市政府办|县政府办|委办公室)|"
      "(全区|全市|全县|全省|全州|全旗|全盟|全系统|各部门|各单位|各地|各级|各镇|各乡|各街道|各区|各县|各市)|(\\x{E010}"
      ")");
  return *words;
}

}  // namespace

void ClaimContext::Read(absl::string_view clause) {
  const re2::StringPiece text(clause.data(), clause.size());
  const int topic = RE2::PartialMatch(text, Outcomes()) ? -1 : LastGroup(clause, Topics());
  if (topic >= 0) topic_ = topic == 0 ? Topic::kRequests : topic == 1 ? Topic::kRemedies : Topic::kOther;
  std::string years(clause);
  RE2::GlobalReplace(&years, YearsAside(), "");
  if (const int year = LastGroup(years, Years()); year >= 0) other_year_ = year == 0;
  if (const int coverage = LastGroup(clause, Coverages()); coverage >= 0) {
    coverage_ = coverage == 0 ? NarrativeClaim::COVERAGE_OWN : NarrativeClaim::COVERAGE_AREA;
  }
  static const auto* const kCumulative = new RE2("累计|(?:^|[^年])以来|[上他]年以来|年来|近年|至今");
  cumulative_ = cumulative_ || RE2::PartialMatch(text, *kCumulative);
}

}  // namespace nianbao::document::domain
