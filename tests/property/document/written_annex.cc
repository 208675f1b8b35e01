#include "tests/property/document/written_annex.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"

namespace nianbao::testing {
namespace {

using document::v1::Annex;
using document::v1::AnnexTable;

const std::vector<std::string>& Texts() {
  static const auto* const texts = new std::vector<std::string>{
      "2023年清溪县财政局政府信息公开工作年度报告",
      "清溪县财政局",
      "附件1（以下内容不属于年度报告正文）",
      "附件2：名单",
      "（以下内容不属于年度报告正文）",
      "六、其他需要报告的事项 无",
      "本年发出收费通知9件，总金额900元，实际收取的总金额为900元。",
      "统计期限自2020年1月1日起至2020年12月31日止。",
      "已受理（第 1 版）",
      "2025-01-31",
      "17",
      "0",
      "/",
      "1,234.50",
      "",
      "=1+1",
      "-5",
      "@某",
      "<b>粗体</b>",
      "]]>",
      "&amp;",
      "a\tb  c",
      "一行\n又一行",
      "\x01",
      "_x0041_",
      "𠮷林县㙍头镇人民政府",
  };
  return *texts;
}

std::string AnyText(Rng& rng) {
  const auto& catalogue = form::Catalogue::Get();
  if (rng.Chance(20)) return catalogue.sections()[rng.Between(0, 5)].heading.text;
  if (rng.Chance(30)) {
    const form::Cell& cell = catalogue.cells()[rng.Between(0, 199)];
    if (!cell.rows.empty() && rng.Chance(70)) return cell.rows.back().text;
    return cell.columns.back().text;
  }
  return rng.Pick(Texts());
}

std::string Title(Rng& rng) { return absl::StrCat(rng.Chance(50) ? "名单" : "六、其他需要报告的事项", AnyText(rng)); }

AnnexTable Table(Rng& rng) {
  AnnexTable table;
  table.set_caption(Title(rng));
  const int64_t columns = rng.Between(1, 12);
  const int64_t rows = rng.Between(0, 12);
  for (int64_t i = 0; i < columns; ++i) table.add_column_titles(AnyText(rng));
  for (int64_t r = 0; r < rows; ++r) {
    auto& row = *table.add_rows();
    for (int64_t i = 0; i < columns; ++i) row.add_texts(AnyText(rng));
  }
  return table;
}

// The row of a statutory table as the form prints it, with other figures.
AnnexTable StatutoryRows(Rng& rng) {
  AnnexTable table;
  table.set_caption("三、收到和处理政府信息公开申请情况");
  const auto& cells = form::Catalogue::Get().cells();
  const int64_t first = rng.Between(10, 178);
  table.add_column_titles("申请人情况");
  for (int64_t i = 0; i < 7; ++i) table.add_column_titles(cells[first + i].columns.back().text);
  for (const form::Title& title : cells[first].rows) {
    auto& row = *table.add_rows();
    row.add_texts(title.text);
    for (int64_t i = 0; i < 7; ++i) row.add_texts(absl::StrCat(rng.Between(0, 99)));
  }
  return table;
}

}  // namespace

Annex GenerateAnnex(Rng& rng) {
  Annex annex;
  annex.set_title(Title(rng));
  const int64_t paragraphs = rng.Between(0, 4);
  for (int64_t i = 0; i < paragraphs; ++i) annex.add_paragraphs(AnyText(rng));
  const int64_t tables = rng.Between(0, 3);
  for (int64_t i = 0; i < tables; ++i) *annex.add_tables() = rng.Chance(30) ? StatutoryRows(rng) : Table(rng);
  return annex;
}

}  // namespace nianbao::testing
