#include "services/document/domain/recognise_fee_statement.h"

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/document/domain/fee_figures.h"
#include "services/document/domain/fee_nought.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

// The names of laws hold the words of the statement.
std::string WithoutBookTitles(std::string text) {
  for (size_t begin = 0; (begin = text.find("《", begin)) != std::string::npos;) {
    begin += absl::string_view("《").size();
    const size_t end = text.find("》", begin);
    if (end == std::string::npos) break;
    text.erase(begin, end - begin);
  }
  return text;
}

// The many words for the same things as one.
std::string OneWording(absl::string_view key) {
  const std::string text =
      absl::StrReplaceAll(WithoutBookTitles(std::string(key)), {{"政府信息公开信息处理费", "信息处理费"},
                                                                {"信息公开信息处理费", "信息处理费"},
                                                                {"依申请公开信息处理费", "信息处理费"},
                                                                {"政府信息公开处理费", "信息处理费"},
                                                                {"政府信息处理费", "信息处理费"},
                                                                {"公开信息处理费", "信息处理费"}});
  return absl::StrReplaceAll(text, {{"信息处理费用", "信息处理费"},
                                    {"收取的信息处理费", "收取信息处理费"},
                                    {"收取了信息处理费", "收取信息处理费"},
                                    {"未向申请人", "未"},
                                    {"没有向申请人", "没有"}});
}

void ReadSentence(absl::string_view sentence, FeeFigures& figures) {
  // What another year brought is no statement on this one.
  if (ContainsAny(sentence, {"上年", "去年", "上一年", "前年", "往年", "历年", "以来", "明年", "下一年"})) return;
  if (!ContainsAny(sentence, {"收费", "信息处理费", "收取"})) return;
  if (ReadAllNought(sentence, figures)) return;
  ReadNothingHappened(sentence, figures);
  ReadFeeFigures(sentence, figures);
}

FeeFigures ReadSentences(const std::string& text) {
  FeeFigures figures;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const std::string key = OneWording(SentenceKey(line));
    std::vector<absl::string_view> sentences = absl::StrSplit(key, absl::ByString("。"));
    for (const absl::string_view sentence : sentences) {
      for (const absl::string_view part : absl::StrSplit(sentence, ';')) ReadSentence(part, figures);
    }
  }
  return figures;
}

finding::v1::Finding Unclear() {
  return MakeFinding("document.fee_statement_unclear", "", finding::v1::SEVERITY_WARNING,
                     {"第六部分关于信息处理费的说明前后不一致，或有的数字不能确定属于哪一项，这些数字未读取。请各写一次"
                      "，例如“发出收费通知"
                      "3件，总金额1200元，实际收取的总金额为1000元。”",
                      "section six states different figures on processing fees, or some that cannot be placed beyond "
                      "doubt; these were "
                      "not read; state the notices, their total and the amount collected once each"});
}

finding::v1::Finding Missing() {
  return MakeFinding(
      "document.fee_statement_missing", "", finding::v1::SEVERITY_INFO,
      {"第六部分没有写全信息处理费情况。建议写明：发出收费通知的件数、总金额以及实际收取的总金额（没有则写均为0）。",
       "section six does not state all of: fee notices issued, their total, the amount collected (0 when none)"});
}

}  // namespace

form::v1::ProcessingFees RecogniseFeeStatement(const std::string& text, Findings& findings) {
  const FeeFigures figures = ReadSentences(text);
  const auto& [notices, notified, collected] = figures;
  form::v1::ProcessingFees fees;
  if (notices.contradictory() || notified.contradictory() || collected.contradictory()) {
    findings.push_back(Unclear());
    return fees;
  }
  if (notices.certain()) fees.set_notices(*notices.values.begin());
  if (notified.certain()) fees.set_notified_amount(*notified.values.begin());
  if (collected.certain()) fees.set_collected_amount(*collected.values.begin());
  if (notices.doubtful || notified.doubtful || collected.doubtful) {
    findings.push_back(Unclear());
  } else if (!notices.certain() || !notified.certain() || !collected.certain()) {
    findings.push_back(Missing());
  }
  return fees;
}

}  // namespace nianbao::document::domain
