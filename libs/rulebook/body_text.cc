#include "libs/rulebook/body_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"

namespace nianbao::rulebook {
namespace {

using Predicate = v1::PredicateRule;

std::string StateText(const v1::StateRule& state, bool chinese) {
  const auto forbidden = [&]() -> absl::string_view {
    switch (state.forbidden()) {
      case v1::StateRule::FORBIDDEN_BLANK:
        return chinese ? "空白" : "blank";
      case v1::StateRule::FORBIDDEN_NOT_APPLICABLE:
        return chinese ? "填“/”" : "\"/\"";
      default:
        return chinese ? "未能读出" : "unresolved";
    }
  }();
  const std::string cells = Listed(state.prefixes());
  std::string text =
      chinese ? absl::StrCat(cells, " 没有一格", forbidden) : absl::StrCat("no cell of ", cells, " is ", forbidden);
  if (state.at_least() > 1) {
    const int most = state.at_least() - 1;
    text = chinese ? absl::StrCat(cells, " 至多 ", most, " 格", forbidden)
                   : absl::StrCat("at most ", most, " cells of ", cells, " are ", forbidden);
  }
  if (state.at_most() > 0) {
    absl::StrAppend(&text, chinese ? "（超过 " : " (more than ", state.at_most(),
                    chinese ? " 格的由另一条规则过问）" : " are the matter of another rule)");
  }
  return text;
}

std::string TextText(const v1::TextRule& text, bool chinese) {
  std::vector<std::string> demands;
  if (text.characters_min() > 0) {
    demands.push_back(
        absl::StrCat(chinese ? "至少 " : "at least ", text.characters_min(), chinese ? " 字" : " characters"));
  }
  if (text.characters_max() > 0) {
    demands.push_back(
        absl::StrCat(chinese ? "至多 " : "at most ", text.characters_max(), chinese ? " 字" : " characters"));
  }
  if (!text.any_of().empty())
    demands.push_back(absl::StrCat(chinese ? "写到 " : "names ", Listed(text.any_of()),
                                   text.any_of_size() > 1 ? (chinese ? " 之一" : " (any of them)") : ""));
  if (!text.none_of().empty())
    demands.push_back(absl::StrCat(chinese ? "不出现 " : "has none of ", Listed(text.none_of())));
  if (!text.not_only().empty())
    demands.push_back(absl::StrCat(chinese ? "不只写 " : "is not only ", Listed(text.not_only())));
  const std::string section = text.section() == 0 ? std::string(chinese ? "文字部分" : "the text")
                              : chinese           ? absl::StrCat("第 ", text.section(), " 部分")
                                                  : absl::StrCat("section ", text.section());
  return absl::StrCat(section, chinese ? "：" : ": ", absl::StrJoin(demands, chinese ? "，" : ", "),
                      text.if_written() ? (chinese ? "（有文字时）" : " (where there is a text)") : "");
}

std::string ClaimText(const v1::Rule& rule, Language language) {
  const bool chinese = language == Language::kChinese;
  const v1::ClaimRule& claim = rule.claim();
  std::vector<std::string> subjects;
  for (const int subject : claim.subjects()) {
    subjects.push_back(
        absl::AsciiStrToLower(form::v1::NarrativeClaim::Subject_Name(subject).substr(sizeof("SUBJECT_") - 1)));
  }
  const FormulaText formula(rule, language);
  const std::string sums =
      absl::StrJoin(claim.sums(), chinese ? "，或 " : ", or ",
                    [&](std::string* out, const v1::Sum& sum) { absl::StrAppend(out, formula.OfSum(sum.terms())); });
  if (claim.measure() == form::v1::NarrativeClaim::MEASURE_SHARE) {
    const std::string points = absl::StrFormat("%g", claim.tolerance() / 100.0);
    return chinese ? absl::StrCat("文字中 ", Listed(subjects), " 的占比 = 该项各格 / (", sums, ")，相差不超过 ", points,
                                  " 个百分点")
                   : absl::StrCat("the share that the text states of ", Listed(subjects), " = its cells / (", sums,
                                  "), within ", points, " percentage points");
  }
  return absl::StrCat(chinese ? "文字中 " : "the figure that the text states of ", Listed(subjects),
                      chinese ? " 的件数 = " : " = ",
                      sums.empty() ? (chinese ? "该项各格之和" : "the sum of its cells") : sums);
}

std::string PredicateText(const Predicate& predicate, bool chinese) {
  switch (predicate.predicate()) {
    case Predicate::PREDICATE_PERIOD_IS_YEAR:
      return chinese ? "文字写明的统计期限 = 报告年度 1 月 1 日至 12 月 31 日"
                     : "a period that the text states = 1 January to 31 December of the year";
    case Predicate::PREDICATE_SPEAKS_OF_YEAR:
      return chinese ? "说本年工作的句子不写上一年或下一年"
                     : "no sentence on the year's work names a neighbouring year";
    case Predicate::PREDICATE_NO_IDENTITY_NUMBER:
      return chinese ? "文字中没有校验码正确的 18 位身份证号码（GB 11643）"
                     : "no 18-digit identity number with a right check digit (GB 11643) in the text";
    case Predicate::PREDICATE_NO_MOBILE_NUMBER:
      return chinese ? "文字中没有手机号码" : "no mobile telephone number in the text";
    case Predicate::PREDICATE_SCOPE_FITS_WORDING:
      return chinese ? "句子所说的范围 = 报告的范围（本级或汇总）"
                     : "the scope that sentences speak of = the scope of the report";
    case Predicate::PREDICATE_NOT_THE_PRIOR_FIGURES:
      return chinese ? "各格不全与上年相同，全为 0 的除外"
                     : "the cells are not all as in the prior report, unless all are 0";
    case Predicate::PREDICATE_PRIOR_IS_THERE:
      return chinese ? "应有上年报告的，上年报告已受理" : "the prior report is there when one is expected";
    case Predicate::PREDICATE_NOT_ALIKE:
      return chinese ? absl::StrCat("与另一份报告相同的文字 < ", predicate.percent(), "%")
                     : absl::StrCat("passages in common with another report < ", predicate.percent(), " %");
    case Predicate::PREDICATE_IN_TIME:
      return chinese ? "报送日期 ≤ 应报送日期" : "day of filing ≤ day due";
    default:
      return absl::AsciiStrToLower(Predicate::Predicate_Name(predicate.predicate()));
  }
}

}  // namespace

std::string BodyText(const v1::Rule& rule, Language language) {
  const bool chinese = language == Language::kChinese;
  switch (rule.body_case()) {
    case v1::Rule::kLinear:
      return FormulaText(rule, language).Of(rule.linear());
    case v1::Rule::kState:
      return StateText(rule.state(), chinese);
    case v1::Rule::kText:
      return TextText(rule.text(), chinese);
    case v1::Rule::kClaim:
      return ClaimText(rule, language);
    case v1::Rule::kPredicate:
      return PredicateText(rule.predicate(), chinese);
    default:
      return "";
  }
}

}  // namespace nianbao::rulebook
