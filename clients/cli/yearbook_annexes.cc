#include "clients/cli/yearbook_annexes.h"

#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/print_aggregate.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::Aggregate;
using aggregation::v1::Coverage;
using document::v1::Annex;
using document::v1::AnnexTable;

AnnexTable& AddTable(Annex& annex, const std::string& caption, std::initializer_list<const char*> column_titles) {
  AnnexTable& table = *annex.add_tables();
  table.set_caption(caption);
  for (const char* title : column_titles) table.add_column_titles(title);
  return table;
}

void AddRow(AnnexTable& table, std::initializer_list<std::string> texts) {
  document::v1::AnnexRow& row = *table.add_rows();
  for (const std::string& text : texts) row.add_texts(text);
}

void AddCounts(const Coverage& coverage, Annex& annex) {
  AnnexTable& table = AddTable(annex, "覆盖情况", {"项目", "份数", "说明"});
  const auto add = [&](const char* item, int count, const char* meaning) {
    AddRow(table, {item, absl::StrCat(count), meaning});
  };
  add("应报", coverage.expected(), "本年度应当报送的报告，等于以下四项之和");
  add("已受理", coverage.accepted(), "已计入各表合计");
  add("待审核", coverage.submitted(), "已报送，尚未受理，未计入");
  add("已退回", coverage.returned(), "退回修改，未计入");
  add("未报送", coverage.missing(), "没有报送，未计入");
  add("其中：逾期报送", coverage.late(), "已报送的报告中，晚于截止日的");
  add("其中：已公开", coverage.published(), "已受理的报告中，已向社会公开的");
  add("其中：按原样补录", coverage.backloaded(), "已受理的报告中，按原件补录的往年报告，其自身合计可能有误");
  add("其中：只报汇总", coverage.summaries(), "已受理的报告中，代表其全部下级的汇总报告");
}

void AddSource(const Aggregate& aggregate, const std::string& taken_at, Annex& annex) {
  AnnexTable& table = AddTable(annex, "数据来源", {"项目", "内容"});
  AddRow(table, {"汇总节点", absl::StrCat(aggregate.title(), "（", aggregate.node(), "）")});
  AddRow(table, {"报告年度", absl::StrCat(aggregate.year())});
  AddRow(table,
         {"汇总口径", aggregate.tree() == aggregation::v1::TREE_TODAY ? "现行口径：按机关现在的隶属关系汇总"
                                                                      : "年度口径：按该年度的报送名单和隶属关系汇总"});
  AddRow(table, {"取数时间", absl::StrCat(taken_at, "（北京时间）")});
  for (const submission::v1::EventToken& source : aggregate.position().sources()) {
    AddRow(table, {"事件日志", source.log_id()});
    AddRow(table, {"截至序号", absl::StrCat(source.sequence())});
    AddRow(table, {"该处链摘要", absl::BytesToHexString(source.digest())});
  }
}

void AddReporters(const std::vector<const Reporter*>& reporters, size_t listed, const std::string& caption,
                  Annex& annex) {
  if (listed == 0) return;
  AnnexTable& table = AddTable(annex, caption, {"序号", "机关", "报送情况", "截止日", "是否按时"});
  for (size_t i = 0; i < listed; ++i) {
    const Reporter& reporter = *reporters[i];
    AddRow(table, {absl::StrCat(i + 1), reporter.title, reporter.progress, reporter.due_day, reporter.timeliness});
  }
}

}  // namespace

std::string CompletenessSentence(const Coverage& coverage) {
  if (coverage.expected() == 0) return "没有机关应当报送本年度报告，各表没有可以汇总的数据。";
  if (!IsPartial(coverage)) {
    return absl::StrCat("汇总完整：应报 ", coverage.expected(), " 份报告，已全部受理并计入各表合计。");
  }
  return absl::StrCat("汇总不完整：应报 ", coverage.expected(), " 份报告，只计入已受理的 ", coverage.accepted(),
                      " 份，尚缺 ", coverage.expected() - coverage.accepted(), " 份（待审核 ", coverage.submitted(),
                      "，已退回 ", coverage.returned(), "，未报送 ", coverage.missing(),
                      "）。各表所列不是全部机关的合计。");
}

std::string UnresolvedSentence(const Aggregate& aggregate) {
  const auto& counts = aggregate.empty_cells().unresolved();
  const auto cells = std::count_if(counts.begin(), counts.end(), [](int32_t count) { return count > 0; });
  return cells == 0 ? ""
                    : absl::StrCat("有 ", cells, " 个指标在部分已受理的报告中无法识别，这些报告的该项数值未计入。");
}

Annex CoverageAnnex(const Aggregate& aggregate, const std::string& taken_at) {
  Annex annex;
  annex.set_title("汇总范围与覆盖情况");
  annex.add_paragraphs(CompletenessSentence(aggregate.coverage()));
  annex.add_paragraphs(UnresolvedSentence(aggregate));
  AddCounts(aggregate.coverage(), annex);
  AddSource(aggregate, taken_at, annex);
  return annex;
}

Annex ReportersAnnex(const Aggregate& aggregate, const Reporters& reporters) {
  std::vector<const Reporter*> accepted;
  std::vector<const Reporter*> open;
  for (const Reporter& reporter : reporters.all) (reporter.accepted ? accepted : open).push_back(&reporter);
  const size_t open_listed = std::min(open.size(), kListedMax);
  const size_t accepted_listed = std::min(accepted.size(), kListedMax - open_listed);
  Annex annex;
  annex.set_title("应报机关名单与报送情况");
  annex.add_paragraphs(absl::StrCat("按", reporters.frozen ? "已固定的" : "尚未固定的", aggregate.year(),
                                    "年度报送名单列示，截至 ", reporters.day, "。应报 ", reporters.all.size(),
                                    " 份，已受理 ", accepted.size(), " 份，未计入合计 ", open.size(), " 份。"));
  const Coverage& coverage = aggregate.coverage();
  if (reporters.all.size() != static_cast<size_t>(coverage.expected()) ||
      accepted.size() != static_cast<size_t>(coverage.accepted())) {
    annex.add_paragraphs(absl::StrCat("附件1所列合计的范围是应报 ", coverage.expected(), " 份、已受理 ",
                                      coverage.accepted(),
                                      " 份，与本名单不同：口径、取数时刻不同，或有名单之外的报告计入。"));
  }
  if (open_listed + accepted_listed < reporters.all.size()) {
    annex.add_paragraphs(absl::StrCat("名单较长，只列前 ", kListedMax,
                                      " 个，未计入合计的在前；全部名单可用 nianbao roster status 查询。"));
  }
  AddReporters(open, open_listed, absl::StrCat("未计入合计的机关（", open.size(), " 个）"), annex);
  AddReporters(accepted, accepted_listed, absl::StrCat("已计入合计的机关（", accepted.size(), " 个）"), annex);
  return annex;
}

}  // namespace nianbao::cli
