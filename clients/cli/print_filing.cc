#include "clients/cli/print_filing.h"

#include <fmt/core.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/explanation.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/printed_cell.h"
#include "clients/cli/shanghai_time.h"

namespace nianbao::cli {
namespace {

using submission::v1::Filing;
using submission::v1::Revision;

void PrintAct(const char* act, const std::string& actor, const google::protobuf::Timestamp& time) {
  if (!actor.empty()) fmt::print("  {}：{}  {}\n", act, actor, ShanghaiTime(time));
}

std::string ContentWords(bool blank, const submission::v1::CellContent& content) {
  if (blank) return "空白";
  return content.printed().empty() ? "无法识别" : content.printed();
}

void PrintComparison(const Revision& revision) {
  const auto& comparison = revision.comparison();
  const std::string base = comparison.base_revision() == revision.number()
                               ? "上次报送"
                               : absl::StrCat("第 ", comparison.base_revision(), " 版");
  fmt::print("  与{}相比改动 {} 格\n", base, comparison.cells_size());
  for (const auto& cell : comparison.cells()) {
    fmt::print("    {}：{} → {}\n", cell.printed_name(), ContentWords(!cell.has_before(), cell.before()),
               ContentWords(!cell.has_after(), cell.after()));
  }
}

}  // namespace

std::string StateWord(Revision::State state) {
  switch (state) {
    case Revision::STATE_DRAFT:
      return "草稿";
    case Revision::STATE_SUBMITTED:
      return "已报送";
    case Revision::STATE_RETURNED:
      return "已退回";
    case Revision::STATE_ACCEPTED:
      return "已受理";
    case Revision::STATE_WITHDRAWN:
      return "已撤回";
    case Revision::STATE_SUPERSEDED:
      return "已更正";
    case Revision::STATE_PUBLISHED:
      return "已公开";
    case Revision::STATE_REVOKED:
      return "已撤销";
    default:
      return "未知";
  }
}

std::string FilingWords(const Filing& filing) {
  const auto describe = [](const Revision& revision) {
    return absl::StrCat(StateWord(revision.state()), "（第 ", revision.number(), " 版）");
  };
  if (filing.has_effective_revision() && filing.has_open_revision()) {
    return absl::StrCat(describe(filing.effective_revision()), "，更正", describe(filing.open_revision()));
  }
  if (filing.has_effective_revision()) return describe(filing.effective_revision());
  return filing.has_open_revision() ? describe(filing.open_revision()) : "未报送";
}

std::string ReturnKindWords(Revision::ReturnKind kind) {
  switch (kind) {
    case Revision::RETURN_KIND_FIGURES_WRONG:
      return "数据有误";
    case Revision::RETURN_KIND_FIGURES_INCONSISTENT:
      return "数据前后不一致";
    case Revision::RETURN_KIND_TEXT_CONTRADICTS_FIGURES:
      return "文字与数据不符";
    case Revision::RETURN_KIND_INCOMPLETE:
      return "内容缺项";
    case Revision::RETURN_KIND_EXPLANATION_INSUFFICIENT:
      return "情况说明不充分";
    case Revision::RETURN_KIND_FORM_WRONG:
      return "格式不符";
    case Revision::RETURN_KIND_WRONG_REPORT:
      return "报错机关、年度或范围";
    case Revision::RETURN_KIND_NOT_TO_BE_PUBLISHED:
      return "含不宜公开内容";
    case Revision::RETURN_KIND_OTHER:
      return "其他";
    default:
      return "";
  }
}

void PrintDeadline(const Filing& filing) {
  if (!filing.has_deadline()) return;
  const auto& deadline = filing.deadline();
  fmt::print("期限 {}（{} {} 设定：{}）\n", deadline.due_date(), deadline.author(), ShanghaiTime(deadline.time()),
             deadline.reason());
}

void PrintRevision(const Revision& revision) {
  fmt::print("第 {} 版  {}\n", revision.number(), StateWord(revision.state()));
  PrintAct("保存", revision.author(), revision.save_time());
  PrintAct("报送", revision.submitter(), revision.submit_time());
  if (revision.timeliness() != Revision::TIMELINESS_UNSPECIFIED) {
    fmt::print("  期限：{}，{}\n", revision.due_date(),
               revision.timeliness() == Revision::TIMELINESS_LATE ? "逾期报送" : "按时报送");
  }
  PrintAct("审核", revision.reviewer(), revision.review_time());
  if (!revision.signed_off_by().empty()) fmt::print("  签发：{}\n", revision.signed_off_by());
  if (revision.has_publication()) {
    PrintAct("公开", revision.publisher(), revision.publish_time());
    fmt::print("    {}\n", revision.publication().url());
    if (!revision.publication().document_digest().empty()) {
      fmt::print("    公开文件 SM3 {}\n", revision.publication().document_digest());
    }
  }
  PrintAct("撤销", revision.revoker(), revision.revoke_time());
  if (!revision.revoke_reason().empty()) fmt::print("  撤销原因：{}\n", revision.revoke_reason());
  if (!revision.correction_reason().empty()) fmt::print("  更正原因：{}\n", revision.correction_reason());
  for (const int kind : revision.return_kinds()) {
    fmt::print("  退回原因类别：{}\n", ReturnKindWords(static_cast<Revision::ReturnKind>(kind)));
  }
  if (!revision.return_reason().empty()) fmt::print("  退回原因：{}\n", revision.return_reason());
  for (const auto& remark : revision.remarks())
    fmt::print("  批注 {}：{}\n", PrintedName(remark.cell()), remark.text());
  for (const auto& explanation : revision.explanations()) {
    fmt::print("  情况说明 {}：{}\n", explanation.finding(), ExplanationWords(explanation));
  }
  if (!revision.reopened_by().empty()) {
    fmt::print("  {} 变动后已重新校验{}\n", revision.reopened_by(),
               revision.has_verdict() ? "" : "，但校验服务未能答复");
  }
  if (revision.backloaded()) fmt::print("  按原样补录\n");
  for (const auto& document : revision.documents()) {
    fmt::print("  附件 {}（{} 字节）  SM3 {}\n", document.name(), document.size_bytes(), document.digest());
  }
  if (revision.has_comparison()) PrintComparison(revision);
  fmt::print("  SM3 {}\n", revision.report_digest());
  PrintFindings(revision.verdict().findings());
}

}  // namespace nianbao::cli
