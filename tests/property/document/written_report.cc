#include "tests/property/document/written_report.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "libs/form/decimal.h"

namespace nianbao::testing {
namespace {

using form::v1::AnnualReport;
using form::v1::CellMark;

constexpr int kLastCell = 199;

const std::vector<std::string>& Organs() {
  static const auto* const names = new std::vector<std::string>{
      "清溪县教育局",
      "清溪县农业农村局（县乡村振兴局）",
      "清溪县“放管服”改革办公室",
      "清溪县'一窗'服务中心",
      "清溪县\"数字\"管理局",
      "𠮷林县㙍头镇人民政府",
      "清溪县第一中学",
      "清溪县三〇二局",
      "第1分局",
      "清溪县<试点管理区",
      "清溪县A&B管理委员会",
      "清溪县㸃燈街道办事处",
      "清溪县（一）开发区",
  };
  return *names;
}

// Pieces of sentences: plain ones, and what a format, a spreadsheet or a reader could take for something else.
const std::vector<std::string>& Pieces() {
  static const auto* const pieces = new std::vector<std::string>{
      "全年主动公开信息120条，",
      "办结申请3件。",
      "（一）主动公开。",
      "1.组织培训两次；",
      "<b>粗体</b>",
      "&amp;&lt;&#10;",
      "a<b>c & d",
      "\"双引号\"",
      "'单引号'",
      "“弯引号”",
      "a,b;c",
      "x\ty",
      "a  b",
      "a   b　c",
      "a\u00A0b",
      "😀👨\u200D👩\u200D👧",
      "𠮷野家",
      "é和e\u0301",
      "_x0041_",
      "_x005F_x0041_",
      "]]>",
      "<!-- 注 -->",
      "{=公式}",
      "\\n\\t",
      "|表|格|",
      "５件",
      "１２３",
      "1,234.50",
      "=1+1",
      "+86",
      "-5",
      "@某",
      "=HYPERLINK(\"x\",\"y\")",
      "＝1",
      "－2",
      "＠a",
      "——",
      "/",
      "0",
      "第二十条第（一）项",
      "《条例》",
      "%",
      "#REF!",
      "http://example.invalid/?a=1&b=2",
  };
  return *pieces;
}

const std::vector<std::string>& Beginnings() {
  static const auto* const beginnings = new std::vector<std::string>{
      "本年", "=", "+", "-", "@", "＝", "－", "'", "'=", "''=", "'-", "\"", "<", "&", "--", "－－", "1", "１", "，"};
  return *beginnings;
}

std::string Line(Rng& rng) {
  std::string line = rng.Chance(40) ? rng.Pick(Beginnings()) : "工作";
  const int64_t pieces = rng.Chance(2) ? rng.Between(500, 1500) : rng.Between(0, 6);
  for (int64_t i = 0; i < pieces; ++i) {
    line += rng.Pick(Pieces());
    if (rng.Chance(20)) line += ' ';
  }
  while (line.back() == ' ') line.pop_back();
  return line;
}

// Paragraphs as a caller may hand them over, and as they are read back.
struct Text {
  std::string given;
  std::string read;
};

Text Paragraphs(Rng& rng, std::vector<std::string> lines) {
  const std::vector<std::string> breaks = {"\n", "\r\n", "\n\n", "\n  ", " \n\u3000\u3000", "\v", "\u2028"};
  Text text;
  for (size_t i = 0; i < lines.size(); ++i) absl::StrAppend(&text.given, i > 0 ? rng.Pick(breaks) : "", lines[i]);
  text.read = absl::StrJoin(lines, "\n");
  return text;
}

std::vector<std::string> Lines(Rng& rng, int64_t most) {
  std::vector<std::string> lines(rng.Between(0, most));
  for (std::string& line : lines) line = Line(rng);
  return lines;
}

void SetTexts(Rng& rng, WrittenReport& made) {
  const Text overview = Paragraphs(rng, Lines(rng, 6));
  const Text problems = Paragraphs(rng, Lines(rng, 4));
  made.report.mutable_narrative()->set_overview(overview.given);
  made.expected.mutable_narrative()->set_overview(overview.read);
  made.report.mutable_narrative()->set_problems_and_improvements(problems.given);
  made.expected.mutable_narrative()->set_problems_and_improvements(problems.read);
}

// The statement on fees: in the text of section six, or as figures alone, of which the writers make a sentence.
void SetFees(Rng& rng, WrittenReport& made) {
  const int64_t notices = rng.Between(0, 300);
  const int64_t notified = notices == 0 ? 0 : rng.Between(0, 1'000'000'000);
  const int64_t collected = rng.Chance(50) ? notified : rng.Between(0, notified);
  auto& fees = *made.report.mutable_processing_fees();
  fees.set_notices(notices);
  fees.set_notified_amount(notified);
  fees.set_collected_amount(collected);
  *made.expected.mutable_processing_fees() = fees;
  const std::string of_notified = form::FormatDecimal(notified, 2);
  const std::string of_collected = form::FormatDecimal(collected, 2);
  if (rng.Chance(30)) {
    made.expected.mutable_narrative()->set_other_matters(absl::StrCat("发出收费通知的件数为", notices,
                                                                      "件，收费通知的总金额为", of_notified,
                                                                      "元，实际收取的总金额为", of_collected, "元。"));
    return;
  }
  std::vector<std::string> lines = Lines(rng, 3);
  lines.push_back(absl::StrCat("本年发出收费通知", notices, "件，总金额", of_notified, "元，实际收取的总金额为",
                               of_collected, "元。"));
  const Text text = Paragraphs(rng, std::move(lines));
  made.report.mutable_narrative()->set_other_matters(text.given);
  made.expected.mutable_narrative()->set_other_matters(text.read);
}

void Mark(const form::Cell& cell, CellMark::State state, const std::string& text, AnnualReport& report) {
  CellMark& mark = *report.add_marks();
  mark.set_cell(cell.code);
  mark.set_state(state);
  mark.set_raw_text(text);
}

int64_t Amount(Rng& rng, bool large) {
  if (rng.Chance(40)) return 0;
  if (large && rng.Chance(10)) return rng.Between(0, INT64_MAX - 1) >> rng.Between(0, 40);
  return rng.Between(0, 100'000) >> rng.Between(0, 16);
}

void SetCells(Rng& rng, WrittenReport& made) {
  const std::vector<std::string> nothing = {"/", "—", "不适用", "-", "--", "——", "／"};
  const std::vector<std::string> doubtful = {"1、6", "22余件",    "约251000元", "+1036",
                                             "=1+1", "<b>&\"3\"", "'=1",        "见附件"};
  const int64_t blanks = rng.Pick(std::vector<int64_t>{0, 0, 5, 40, 95});
  const int64_t slashes = rng.Pick(std::vector<int64_t>{0, 0, 5, 30});
  const int64_t doubts = rng.Pick(std::vector<int64_t>{0, 0, 0, 5, 20});
  const bool large = rng.Chance(50);
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    // Table four is one row without a title: with words alone in it, nothing shows that it is the row of figures.
    const bool is_last = cell.index == kLastCell;
    if (is_last && made.has_doubts) {
      form::SetFigure(cell, Amount(rng, large), made.report);
      continue;
    }
    if (rng.Chance(static_cast<int>(blanks))) continue;
    if (rng.Chance(static_cast<int>(slashes))) {
      Mark(cell, CellMark::STATE_NOT_APPLICABLE, rng.Pick(nothing), made.report);
    } else if (!is_last && rng.Chance(static_cast<int>(doubts))) {
      Mark(cell, CellMark::STATE_UNRESOLVED, rng.Pick(doubtful), made.report);
      made.has_doubts = true;
    } else if (cell.scale > 0) {
      form::SetFigure(cell, rng.Chance(50) ? rng.Between(0, 100'000'000'000) : rng.Between(0, 5000) * 1'000'000,
                      made.report);
    } else {
      form::SetFigure(cell, Amount(rng, large), made.report);
    }
  }
}

bool InOneRow(const form::Cell& a, const form::Cell& b) {
  return a.section == b.section && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                                              [](const auto& x, const auto& y) { return x.text == y.text; });
}

// A "/" with nothing but blanks after it stands for its whole row, which is not what is meant here: such a row gets a
// nought at its end.
void EndRowsThatOneSlashWouldFill(AnnualReport& report) {
  std::set<std::string> slashes;
  std::set<std::string> others;
  for (const CellMark& mark : report.marks()) {
    (mark.state() == CellMark::STATE_NOT_APPLICABLE ? slashes : others).insert(mark.cell());
  }
  const auto& cells = form::Catalogue::Get().cells();
  for (size_t begin = 0, end = 0; begin < cells.size(); begin = end) {
    bool blank_behind = true;
    for (end = begin + 1; end < cells.size() && InOneRow(cells[begin], cells[end]); ++end) {
      blank_behind = blank_behind && !form::GetFigure(cells[end], report) && slashes.count(cells[end].code) == 0 &&
                     others.count(cells[end].code) == 0;
    }
    if (end > begin + 1 && blank_behind && slashes.count(cells[begin].code) > 0) {
      form::SetFigure(cells[end - 1], 0, report);
    }
  }
}

}  // namespace

WrittenReport GenerateWritten(Rng& rng) {
  WrittenReport made;
  made.report.set_organ_name(rng.Pick(Organs()));
  made.report.set_year(static_cast<int>(rng.Between(2021, 2035)));
  made.report.set_scope(rng.Chance(30) ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN);
  made.report.set_edition(form::v1::EDITION_2021);
  SetCells(rng, made);
  EndRowsThatOneSlashWouldFill(made.report);
  made.expected = made.report;
  SetTexts(rng, made);
  SetFees(rng, made);
  return made;
}

}  // namespace nianbao::testing
