#include "services/document/domain/fee_figures.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "libs/form/cell_vector.h"
#include "services/document/domain/figure.h"

namespace nianbao::document::domain {
namespace {

constexpr absl::string_view kDigits = "0123456789";
constexpr int kYuanScale = 2;
constexpr int kTenThousandYuanScale = 6;

// A kind of figure: how one is read at the front of a text, and whether a number there looks like one.
struct Kind {
  std::optional<int64_t> (*read)(absl::string_view rest, bool stated);
  bool (*looks_alike)(absl::string_view after_number);
};

absl::string_view ConsumeNumber(absl::string_view& rest) {
  absl::string_view number = rest.substr(0, rest.find_first_not_of("0123456789.,"));
  while (absl::EndsWith(number, ",") || absl::EndsWith(number, ".")) number.remove_suffix(1);
  rest.remove_prefix(number.size());
  return number;
}

std::optional<int64_t> ValueOf(absl::string_view number, int scale) {
  const Figure figure = ReadFigure(number, scale);
  if (figure.state != form::CellState::kNumber || figure.value < 0) return std::nullopt;
  return figure.value;
}

bool StartsWithDigit(absl::string_view rest) { return !rest.empty() && absl::ascii_isdigit(rest.front()); }

bool StartsWithAny(absl::string_view rest, Words words) { return ConsumeAny(rest, words); }

// True when the unit is the last word on its figure: neither "以上" nor "5角" nor another figure follows.
bool EndsFigure(absl::string_view rest) {
  if (AtClauseEnd(rest) || StartsWithAny(rest, {"(", "总", "金额", "合计", "涉及", "共", "实际", "实收"})) return true;
  return ConsumeAny(rest, {"以及", "和", "及"}) && !StartsWithDigit(rest);
}

std::optional<int64_t> ReadCount(absl::string_view rest, bool stated) {
  const absl::string_view number = ConsumeNumber(rest);
  const bool has_unit = ConsumeAny(rest, {"件", "份", "次", "个", "宗", "笔"});
  if (has_unit ? !EndsFigure(rest) : !(stated && AtClauseEnd(rest))) return std::nullopt;
  return ValueOf(number, 0);
}

bool LooksLikeCount(absl::string_view after_number) {
  while (ConsumeAny(after_number, {"十", "百", "千", "万", "余", "多", "几", "\uFFFD"})) {
  }
  if (StartsWithAny(after_number, {"个工作日", "个月", "个自然日", "个小时"})) return false;
  return StartsWithAny(after_number, {"件", "份", "次", "个", "宗", "笔"});
}

// Only nought needs no unit.
std::optional<int64_t> ReadAmount(absl::string_view rest, bool /*stated*/) {
  const absl::string_view number = ConsumeNumber(rest);
  if (ConsumeAny(rest, {"万元"})) return EndsFigure(rest) ? ValueOf(number, kTenThousandYuanScale) : std::nullopt;
  const bool has_unit = ConsumeAny(rest, {"元"});
  const auto yuan = ValueOf(number, kYuanScale);
  if (has_unit ? EndsFigure(rest) : (yuan == 0 && AtClauseEnd(rest))) return yuan;
  return std::nullopt;
}

bool LooksLikeAmount(absl::string_view after_number) {
  while (ConsumeAny(after_number, {"十", "百", "千", "万", "亿", "余", "多", "几", "\uFFFD"})) {
  }
  return StartsWithAny(after_number, {"元", "块", "美元", "港元"});
}

constexpr Kind kCount = {ReadCount, LooksLikeCount};
constexpr Kind kAmount = {ReadAmount, LooksLikeAmount};

// The byte after the clause in which `at` stands.
size_t ClauseEnd(absl::string_view text, size_t at) {
  while (at < text.size() && !(text[at] == ',' && !StartsWithDigit(text.substr(at + 1)))) ++at;
  return at;
}

size_t ClauseBegin(absl::string_view text, size_t at) {
  while (at > 0 && !(text[at - 1] == ',' && !StartsWithDigit(text.substr(at)))) --at;
  return at;
}

// True when figures of the kind stand in the text, other than those that were read and those of clauses that go into
// detail or speak of other fees.
bool HasOtherFigures(absl::string_view text, size_t begin, size_t end, const Kind& kind, const std::set<size_t>& read) {
  for (size_t at = text.find_first_of(kDigits, begin); at < end; at = text.find_first_of(kDigits, at)) {
    absl::string_view rest = text.substr(at);
    const absl::string_view number = ConsumeNumber(rest);
    const absl::string_view clause = text.substr(ClauseBegin(text, at), ClauseEnd(text, at) - ClauseBegin(text, at));
    const bool aside = absl::StartsWith(clause, "其中") || IsAboutOtherFees(clause);
    if (!aside && read.count(at) == 0 && kind.looks_alike(rest)) return true;
    at += number.size();
  }
  return false;
}

// Reads the figure that follows the anchor at `at`, with nothing but link words between.
void ReadAt(absl::string_view text, size_t at, Words links, const Kind& kind, FeeFigure& figure,
            std::set<size_t>& read) {
  absl::string_view rest = text.substr(at);
  bool stated = false;
  for (absl::string_view before = rest; ConsumeAny(rest, links); before = rest) {
    const absl::string_view link = before.substr(0, before.size() - rest.size());
    stated = link == "为" || link == "是" || link == ":" || link == "共" || link == "共计" || link == "合计";
  }
  if (!StartsWithDigit(rest)) return;
  if (const auto value = kind.read(rest, stated)) {
    figure.values.insert(*value);
    read.insert(text.size() - rest.size());
  } else {
    figure.doubtful = true;
  }
}

void ReadNotices(absl::string_view text, FeeFigure& notices) {
  constexpr absl::string_view kAnchor = "收费通知";
  const size_t first = text.find(kAnchor);
  if (first == absl::string_view::npos) return;
  std::set<size_t> read;
  for (size_t at = first; at != absl::string_view::npos; at = text.find(kAnchor, at + 1)) {
    if (IsAboutOtherFees(text.substr(ClauseBegin(text, at), at - ClauseBegin(text, at)))) continue;
    ReadAt(text, at + kAnchor.size(), {"书", "单", "的", "件数", "数量", "总数", "共计", "共", "合计", "为", "是", ":"},
           kCount, notices, read);
  }
  if (HasOtherFigures(text, ClauseBegin(text, first), text.size(), kCount, read)) notices.doubtful = true;
}

// True when 金额 that ends this text is the amount of the notices.
bool NamesNotified(absl::string_view before) {
  for (const absl::string_view suffix : {"总", "的"}) {
    if (absl::EndsWith(before, suffix)) before.remove_suffix(suffix.size());
  }
  if (before.empty()) return true;
  for (const absl::string_view word :
       {",", "、", "(", "和", "及", "通知", "通知书", "收费", "涉及", "合计", "共计", "件", "份", "其", "信息处理费"}) {
    if (absl::EndsWith(before, word)) return !IsAboutOtherFees(before.substr(ClauseBegin(before, before.size())));
  }
  return false;
}

void ReadNotified(absl::string_view text, FeeFigure& notified) {
  constexpr absl::string_view kAnchor = "金额";
  size_t first = absl::string_view::npos;
  std::set<size_t> read;
  for (size_t at = text.find(kAnchor); at != absl::string_view::npos; at = text.find(kAnchor, at + 1)) {
    if (!NamesNotified(text.substr(0, at))) continue;
    first = std::min(first, at);
    ReadAt(text, at + kAnchor.size(), {"共计", "共", "合计", "为", "是", ":"}, kAmount, notified, read);
  }
  if (HasOtherFigures(text, first, text.size(), kAmount, read)) notified.doubtful = true;
}

// True when the words before 收取 say that it did not happen, or not yet.
bool IsNegated(absl::string_view before) {
  for (const absl::string_view word : {"未", "没有", "无", "应", "拟", "不", "待"}) {
    if (absl::EndsWith(before, word)) return true;
  }
  return false;
}

void ReadCollected(absl::string_view text, absl::string_view anchor, FeeFigure& collected) {
  std::set<size_t> read;
  for (size_t at = text.find(anchor); at != absl::string_view::npos; at = text.find(anchor, at + 1)) {
    if (IsNegated(text.substr(0, at))) continue;
    ReadAt(text, at + anchor.size(),
           {"的", "信息处理费", "总金额", "金额", "费用", "了", "共计", "共", "合计", "为", "是", ":"}, kAmount,
           collected, read);
    const bool actual = absl::StartsWith(anchor, "实");
    if (HasOtherFigures(text, at, actual ? text.size() : ClauseEnd(text, at), kAmount, read)) collected.doubtful = true;
  }
}

}  // namespace

bool AtClauseEnd(absl::string_view rest) {
  if (rest.empty() || rest.front() == ')') return true;
  return ConsumeAny(rest, {",", "、", ";"}) && !StartsWithDigit(rest);
}

bool IsAboutOtherFees(absl::string_view text) {
  return ContainsAny(text, {"减免",   "减收", "免收", "免除", "免缴", "退还", "退回", "退费", "撤销", "撤回", "取消",
                            "未缴",   "未交", "欠缴", "欠费", "逾期", "补缴", "拒缴", "罚款", "诉讼", "其他", "其它",
                            "复制费", "邮寄", "检索", "每",   "单件", "单笔", "人均", "平均", "标准"});
}

void ReadFeeFigures(absl::string_view sentence, FeeFigures& figures) {
  const bool actual = ContainsAny(sentence, {"实际收取", "实收"});
  const absl::string_view before = sentence.substr(0, std::min(sentence.find("实际收取"), sentence.find("实收")));
  ReadNotices(before, figures.notices);
  ReadNotified(before, figures.notified);
  ReadCollected(sentence, "实际收取", figures.collected);
  ReadCollected(sentence, "实收", figures.collected);
  if (actual) return;
  ReadCollected(sentence, "收取信息处理费", figures.collected);
  ReadCollected(sentence, "信息处理费收取", figures.collected);
}

}  // namespace nianbao::document::domain
