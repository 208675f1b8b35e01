#include "tests/unit/services/document/sample_annex.h"

#include "absl/strings/str_cat.h"

namespace nianbao::document::domain {
namespace {

void AddRow(v1::AnnexTable& table, const char* first, const char* second) {
  v1::AnnexRow& row = *table.add_rows();
  row.add_texts(first);
  row.add_texts(second);
}

v1::AnnexTable& AddTable(const char* caption, v1::Annex& annex) {
  v1::AnnexTable& table = *annex.add_tables();
  table.set_caption(caption);
  table.add_column_titles("机关");
  table.add_column_titles("报送情况");
  return table;
}

}  // namespace

v1::Annex SampleAnnex() {
  v1::Annex annex;
  annex.set_title("应报机关名单");
  annex.add_paragraphs("汇总不完整：尚缺 1 份。");
  annex.add_paragraphs("截至 2025-02-01。");
  AddRow(AddTable("未报送（1 个）", annex), "清溪县民政局", "");
  v1::AnnexTable& accepted = AddTable("已受理（2 个）", annex);
  AddRow(accepted, "清溪县教育局 <一> & \"二\"", "已受理");
  AddRow(accepted, "=1+1", "已受理");
  return annex;
}

v1::AnnexTable TableOfSize(int columns, int rows) {
  v1::AnnexTable table;
  table.set_caption("长表");
  for (int i = 0; i < columns; ++i) table.add_column_titles(absl::StrCat("栏", i));
  for (int r = 0; r < rows; ++r) {
    v1::AnnexRow& row = *table.add_rows();
    for (int i = 0; i < columns; ++i) row.add_texts(absl::StrCat("清溪县第", r, "局", i));
  }
  return table;
}

}  // namespace nianbao::document::domain
