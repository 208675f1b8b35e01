#include "services/document/domain/fee_nought.h"

#include "absl/strings/ascii.h"

namespace nianbao::document::domain {
namespace {

// True when all the digits of the text are those of dates.
bool HasOnlyDates(absl::string_view text) {
  for (size_t at; (at = text.find_first_of("0123456789")) != absl::string_view::npos;) {
    text.remove_prefix(at);
    text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
    if (!ConsumeAny(text, {"年", "月", "日"})) return false;
  }
  return true;
}

// The sentence up to the words which say that all is nought; empty when there are none.
absl::string_view SubjectOfNought(absl::string_view sentence) {
  for (const absl::string_view words : {"均为0", "均是0", "都为0", "都是0", "皆为0", "均为零", "都为零"}) {
    const size_t at = sentence.find(words);
    if (at == absl::string_view::npos) continue;
    absl::string_view rest = sentence.substr(at + words.size());
    while (ConsumeAny(rest, {"件", "份", "万元", "元", "、", "和", "(", "/"})) {
    }
    if (AtClauseEnd(rest) && HasOnlyDates(rest)) return sentence.substr(0, at);
  }
  return {};
}

// True when the text is nothing but a list of the figures of the statement.
bool NamesOnlyFigures(absl::string_view text) {
  while (ConsumeAny(text, {"收费通知", "信息处理费", "实际", "实收", "收取", "收费", "发出", "总金额", "金额",
                           "总额",     "总数",       "件数", "份数", "数量", "情况", "费用", "以及",   "和",
                           "与",       "及",         "、",   ",",    "的",   "书",   "单",   "总"})) {
  }
  return text.empty();
}

}  // namespace

bool ReadAllNought(absl::string_view sentence, FeeFigures& figures) {
  const absl::string_view subject = SubjectOfNought(sentence);
  if (subject.empty() || !HasOnlyDates(subject)) return false;
  size_t begin = subject.size();
  for (const absl::string_view word : {"收费通知", "信息处理费", "实际收取", "实收", "收取", "收费"}) {
    begin = std::min(begin, subject.find(word));
  }
  if (IsAboutOtherFees(sentence) || !NamesOnlyFigures(subject.substr(begin))) return false;
  const size_t collected = std::min(subject.find("收取"), subject.find("实收"));
  const absl::string_view before = subject.substr(0, collected);
  if (ContainsAny(before, {"件数", "份数"})) figures.notices.values.insert(0);
  if (ContainsAny(before, {"金额"})) figures.notified.values.insert(0);
  if (collected != absl::string_view::npos) figures.collected.values.insert(0);
  return true;
}

void ReadNothingHappened(absl::string_view sentence, FeeFigures& figures) {
  const auto says = [&](Words phrases) {
    for (const absl::string_view phrase : phrases) {
      const size_t at = sentence.find(phrase);
      if (at == absl::string_view::npos) continue;
      absl::string_view rest = sentence.substr(at + phrase.size());
      ConsumeAny(rest, {"书", "单"});
      ConsumeAny(rest, {"的情况", "情况", "的情形"});
      if (AtClauseEnd(rest)) return true;
    }
    return false;
  };
  if (says({"未发出收费通知", "没有发出收费通知", "未发出任何收费通知", "没有发出任何收费通知", "未发出过收费通知",
            "未下发收费通知", "未发送收费通知", "未开具收费通知", "未发出信息处理费收费通知", "未制发收费通知"})) {
    figures.notices.values.insert(0);
    figures.notified.values.insert(0);
  }
  if (says({"未收取信息处理费", "没有收取信息处理费", "未收取任何信息处理费", "没有收取任何信息处理费",
            "未收取过信息处理费", "无收取信息处理费", "未产生信息处理费", "没有产生信息处理费", "未发生信息处理费",
            "未收取任何费用", "没有收取任何费用", "未收取费用", "没有收取费用", "未收取相关费用",
            "未实际收取信息处理费", "未实际收取", "未实际收取费用", "未实际收取任何费用"})) {
    figures.collected.values.insert(0);
  }
}

}  // namespace nianbao::document::domain
