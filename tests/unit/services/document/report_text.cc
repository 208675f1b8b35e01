#include "tests/unit/services/document/report_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "libs/form/catalogue.h"

namespace nianbao::document::domain {
namespace {

using Cells = std::vector<const form::Cell*>;

Cells CellsOf(int section) {
  Cells cells;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (cell.section == section) cells.push_back(&cell);
  }
  return cells;
}

class FormWriter {
 public:
  explicit FormWriter(const ReportText& report) : report_(report) {}

  void Paragraphs(const std::vector<std::string>& texts) { lines_.insert(lines_.end(), texts.begin(), texts.end()); }
  void Row(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) lines_.push_back("\t" + cell);
    lines_.emplace_back();
  }
  void Row(std::vector<std::string> titles, absl::Span<const form::Cell* const> cells) {
    for (const form::Cell* cell : cells) {
      const auto text = report_.cells.find(cell->code);
      titles.push_back(text == report_.cells.end() ? "0" : text->second);
    }
    Row(titles);
  }
  void TableTwo();
  void TableThree();
  void TableFour();
  std::vector<std::string> Finish() && { return std::move(lines_); }

 private:
  const ReportText& report_;
  std::vector<std::string> lines_;
};

void FormWriter::TableTwo() {
  std::string article;
  const Cells cells = CellsOf(2);
  for (size_t i = 0; i < cells.size();) {
    size_t end = i;
    std::vector<std::string> header = {"信息内容"};
    for (; end < cells.size() && cells[end]->rows.back().text == cells[i]->rows.back().text; ++end) {
      header.push_back(cells[end]->columns.back().text);
    }
    if (cells[i]->article != article) {
      article = cells[i]->article;
      Row({article});
      Row(header);
    }
    Row({cells[i]->rows.back().text}, absl::MakeSpan(cells).subspan(i, end - i));
    i = end;
  }
}

void FormWriter::TableThree() {
  Row({"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"});
  Row({"", "自然人", "法人或其他组织", "总计"});
  Row({"", "", "商业\n企业", "科研\n机构", "社会公益组织", "法律服务机构", "其他", ""});
  const Cells cells = CellsOf(3);
  const std::vector<form::Title>* above = nullptr;
  for (size_t i = 0; i < cells.size(); i += 7) {
    const std::vector<form::Title>& titles = cells[i]->rows;
    std::vector<std::string> printed;
    for (size_t level = 0; level < titles.size(); ++level) {
      const bool merged = above != nullptr && level + 1 < titles.size() && level + 1 < above->size() &&
                          (*above)[level].text == titles[level].text;
      printed.push_back(merged ? "" : titles[level].text);
    }
    Row(printed, absl::MakeSpan(cells).subspan(i, 7));
    above = &titles;
  }
}

void FormWriter::TableFour() {
  const std::vector<std::string> results = {"结果维持", "结果\n纠正", "其他结果", "尚未\n审结", "总计"};
  std::vector<std::string> upper = results;
  upper.insert(upper.end(), {"未经复议直接起诉", "复议后起诉"});
  std::vector<std::string> lower(5);
  for (int i = 0; i < 2; ++i) lower.insert(lower.end(), results.begin(), results.end());
  Row({"行政复议", "行政诉讼"});
  Row(upper);
  Row(lower);
  Row({}, CellsOf(4));
}

}  // namespace

std::vector<std::string> LinesOf(const ReportText& report) {
  FormWriter writer(report);
  writer.Paragraphs({"", report.organ, report.title, ""});
  writer.Paragraphs({"一、总体情况"});
  writer.Paragraphs(report.overview);
  writer.Paragraphs({"2、 主动公开政府信息情况", "", ""});
  writer.TableTwo();
  writer.Paragraphs({"", "3、 收到和处理政府信息公开申请情况", ""});
  writer.TableThree();
  writer.Paragraphs({"", "四、政府信息公开行政复议、行政诉讼情况", ""});
  writer.TableFour();
  writer.Paragraphs({"", "五、存在的主要问题及改进情况"});
  writer.Paragraphs(report.problems);
  writer.Paragraphs({"六、其他需要报告的事项"});
  writer.Paragraphs(report.other);
  return std::move(writer).Finish();
}

std::string Joined(const std::vector<std::string>& lines) { return absl::StrJoin(lines, "\n"); }

std::string TextOf(const ReportText& report) { return Joined(LinesOf(report)); }

}  // namespace nianbao::document::domain
