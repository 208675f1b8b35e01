#include "services/document/domain/recognise_fee_statement.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/document/domain/figure.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

using Words = std::initializer_list<absl::string_view>;

constexpr int kYuanScale = 2;
constexpr int kTenThousandYuanScale = 6;

// The values stated for each figure; more than one contradict each other.
struct Stated {
  std::set<int64_t> notices;
  std::set<int64_t> notified;
  std::set<int64_t> collected;
};

bool ContainsAny(absl::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](absl::string_view word) { return absl::StrContains(text, word); });
}

bool ConsumeAny(absl::string_view& rest, Words words) {
  return std::any_of(words.begin(), words.end(),
                     [&](absl::string_view word) { return absl::ConsumePrefix(&rest, word); });
}

absl::string_view ConsumeNumber(absl::string_view& rest) {
  absl::string_view number = rest.substr(0, rest.find_first_not_of("0123456789.,"));
  while (absl::EndsWith(number, ",") || absl::EndsWith(number, ".")) number.remove_suffix(1);
  rest.remove_prefix(number.size());
  return number;
}

std::optional<int64_t> ValueOf(absl::string_view number, int scale) {
  const Figure figure = ReadFigure(number, scale);
  if (number.empty() || figure.state != form::CellState::kNumber) return std::nullopt;
  return figure.value;
}

// A count at the front, with or without its unit.
std::optional<int64_t> CountAt(absl::string_view rest) {
  const absl::string_view number = ConsumeNumber(rest);
  if (!ConsumeAny(rest, {"件", "份", "次", "个"}) && ContainsAny(rest.substr(0, 6), {"元", "万"})) return std::nullopt;
  return ValueOf(number, 0);
}

// An amount at the front, in fen. Only nought needs no unit.
std::optional<int64_t> AmountAt(absl::string_view rest) {
  const absl::string_view number = ConsumeNumber(rest);
  if (absl::StartsWith(rest, "万元")) return ValueOf(number, kTenThousandYuanScale);
  const auto yuan = ValueOf(number, kYuanScale);
  if (absl::StartsWith(rest, "元") || yuan == 0) return yuan;
  return std::nullopt;
}

// The figures that follow one of the anchors, with nothing but link words between.
template <typename Parse>
void ReadAfter(absl::string_view text, Words anchors, Words links, Parse parse, std::set<int64_t>& values) {
  for (const absl::string_view anchor : anchors) {
    for (size_t at = text.find(anchor); at != absl::string_view::npos; at = text.find(anchor, at + anchor.size())) {
      absl::string_view rest = text.substr(at + anchor.size());
      while (ConsumeAny(rest, links)) {
      }
      if (const auto value = parse(rest)) values.insert(*value);
    }
  }
}

bool SaysAllNought(absl::string_view sentence) {
  for (const absl::string_view words : {"均为0", "均是0", "都为0", "都是0", "皆为0", "均为零", "都为零"}) {
    const size_t at = sentence.find(words);
    if (at == absl::string_view::npos) continue;
    const absl::string_view rest = sentence.substr(at + words.size());
    if (rest.empty() || (rest.front() != '.' && !(rest.front() >= '0' && rest.front() <= '9'))) return true;
  }
  return false;
}

void ReadNought(absl::string_view sentence, Stated& stated) {
  const size_t collected = sentence.find("实际收取");
  const absl::string_view before = sentence.substr(0, collected);
  if (absl::StrContains(before, "件数")) stated.notices.insert(0);
  if (absl::StrContains(before, "金额")) stated.notified.insert(0);
  if (collected != absl::string_view::npos) stated.collected.insert(0);
}

void ReadSentence(absl::string_view sentence, Stated& stated) {
  // What another year brought is no statement on this one.
  if (ContainsAny(sentence, {"上年", "去年", "上一年"})) return;
  if (!ContainsAny(sentence, {"收费", "信息处理费", "收取"})) return;
  if (SaysAllNought(sentence)) {
    ReadNought(sentence, stated);
    return;
  }
  if (ContainsAny(sentence, {"未发出收费通知", "没有发出收费通知", "未发出信息处理费收费通知"})) {
    stated.notices.insert(0);
    stated.notified.insert(0);
  }
  if (ContainsAny(sentence, {"未收取信息处理费", "没有收取信息处理费", "未收取任何信息处理费", "未收取任何费用",
                             "未收取费用", "未实际收取"})) {
    stated.collected.insert(0);
  }
  const absl::string_view before = sentence.substr(0, std::min(sentence.find("实际收取"), sentence.find("实收")));
  ReadAfter(before, {"收费通知"}, {"书", "单", "的", "件数", "数量", "总数", "共计", "共", "合计", "为", "是", ":"},
            CountAt, stated.notices);
  ReadAfter(before, {"金额"}, {"共计", "共", "合计", "为", "是", ":"}, AmountAt, stated.notified);
  ReadAfter(sentence, {"实际收取", "实收", "收取信息处理费"},
            {"的", "信息处理费", "总金额", "金额", "费用", "了", "共计", "共", "合计", "为", "是", ":"}, AmountAt,
            stated.collected);
}

bool Contradicts(const Stated& stated) {
  return stated.notices.size() > 1 || stated.notified.size() > 1 || stated.collected.size() > 1;
}

}  // namespace

form::v1::ProcessingFees RecogniseFeeStatement(const std::string& text, Findings& findings) {
  Stated stated;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const std::string key = Key(line);
    std::vector<absl::string_view> sentences = absl::StrSplit(key, absl::ByString("。"));
    for (const absl::string_view sentence : sentences) {
      for (const absl::string_view part : absl::StrSplit(sentence, ';')) ReadSentence(part, stated);
    }
  }
  form::v1::ProcessingFees fees;
  if (Contradicts(stated)) {
    findings.push_back(MakeFinding(
        "document.fee_statement_unclear", "", finding::v1::SEVERITY_WARNING,
        {"第六部分关于信息处理费的说明前后不一致，未读取。请只写一组数：发出收费通知的件数、总金额和实际收取的总金额。",
         "section six states different figures on processing fees and none were read; state the notices, their total "
         "and the amount collected once"}));
    return fees;
  }
  if (!stated.notices.empty()) fees.set_notices(*stated.notices.begin());
  if (!stated.notified.empty()) fees.set_notified_amount(*stated.notified.begin());
  if (!stated.collected.empty()) fees.set_collected_amount(*stated.collected.begin());
  if (!fees.has_notices() || !fees.has_notified_amount() || !fees.has_collected_amount()) {
    findings.push_back(MakeFinding(
        "document.fee_statement_missing", "", finding::v1::SEVERITY_INFO,
        {"第六部分没有写全信息处理费情况。建议写明：发出收费通知的件数、总金额以及实际收取的总金额（没有则写均为0）。",
         "section six does not state all of: fee notices issued, their total, the amount collected (0 when none)"}));
  }
  return fees;
}

}  // namespace nianbao::document::domain
