#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/document/readers/html/html_reader.h"
#include "services/document/readers/html/html_tree.h"
#include "tests/unit/services/document/readers/html/html_shape.h"

namespace nianbao::document::readers {
namespace {

std::string Times(int n, absl::string_view text) {
  std::string all;
  for (int i = 0; i < n; ++i) absl::StrAppend(&all, text);
  return all;
}

TEST(HostileHtml, RefusesATableOfTooManyColumns) {
  EXPECT_EQ(HtmlShape("<table><tr>" + Times(10'000, "<td>1")), "DOCUMENT_TOO_LARGE columns");
  EXPECT_EQ(HtmlShape("<table><tr><td colspan=1000>a<td>b"), "DOCUMENT_TOO_LARGE columns");
}

TEST(HostileHtml, CountsThePlacesThatMergedCellsCover) {
  EXPECT_EQ(HtmlShape("<table>" + Times(300, "<tr><td colspan=900 rowspan=65534>x<td>y")), "DOCUMENT_TOO_LARGE cells");
  EXPECT_EQ(HtmlShape("<table>" + Times(100'001, "<tr>") + "<td>a<td>b"), "DOCUMENT_TOO_LARGE cells");
  EXPECT_EQ(HtmlShape(Times(100'001, "<p>x")), "DOCUMENT_TOO_LARGE cells");
}

TEST(HostileHtml, RefusesDeepNesting) {
  EXPECT_EQ(HtmlShape(Times(100'000, "<div>")), "DOCUMENT_TOO_LARGE element_depth");
  EXPECT_EQ(HtmlShape(Times(300, "<div>") + "x"), "DOCUMENT_TOO_LARGE element_depth");
  EXPECT_EQ(HtmlShape(Times(200, "<div>") + "x"), "x;");
  EXPECT_EQ(HtmlShape(Times(100'000, "<div><select></div></select>"), {.time_max = absl::Seconds(1)}).substr(0, 13),
            "DOCUMENT_TOO_");
}

TEST(HostileHtml, RefusesTablesInTables) {
  EXPECT_EQ(HtmlShape(Times(9, "<table><tr><td>a<td>")), "DOCUMENT_TOO_LARGE table_depth");
  EXPECT_EQ(HtmlShape(Times(8, "<table><tr><td>") + "a"), "a;");
}

TEST(HostileHtml, RefusesTooManyElements) {
  EXPECT_EQ(HtmlShape(Times(500'001, "<br>")), "DOCUMENT_TOO_LARGE elements");
}

TEST(HostileHtml, StopsAParseThatTakesTooMuchMemory) {
  // Every paragraph opens all of the unclosed elements anew.
  std::string content = "<p>";
  for (int i = 0; i < 2'000; ++i) absl::StrAppend(&content, "<font size=", i, ">");
  absl::StrAppend(&content, Times(2'000, "</p><p>x"));
  EXPECT_EQ(HtmlShape(content, {.tree_bytes_max = 8 << 20}), "DOCUMENT_TOO_LARGE tree_bytes");
}

TEST(HostileHtml, StopsAParseThatTakesTooLong) {
  std::string content = "<p";
  for (int i = 0; i < 10'000; ++i) absl::StrAppend(&content, " a", i, "=1");
  EXPECT_EQ(HtmlShape(content + ">x", {.time_max = absl::ZeroDuration()}), "DOCUMENT_TOO_SLOW time");
}

TEST(HostileHtml, ReadsPastHugeAttributesAndUnclosedTags) {
  EXPECT_EQ(HtmlShape("<p style='" + std::string(5 << 20, ' ') + "'>甲<img src='" + std::string(1 << 20, 'A') + "'>乙"),
            "甲乙;");
  EXPECT_EQ(HtmlShape(Times(2'000, "<b>") + "x"), "DOCUMENT_TOO_LARGE element_depth");
  EXPECT_EQ(HtmlShape(Times(3'000, "<p>甲<td>")), Times(3'000, "甲;"));
  EXPECT_EQ(HtmlShape("<p>甲</p><table><tr><td"), "甲;");
  EXPECT_EQ(HtmlShape("<p>甲</p><!-- <p>乙"), "甲;");
}

}  // namespace
}  // namespace nianbao::document::readers
