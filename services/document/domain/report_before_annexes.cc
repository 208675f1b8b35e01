#include "services/document/domain/report_before_annexes.h"

#include <utility>
#include <variant>

#include "services/document/domain/annex_heading.h"
#include "services/document/domain/items.h"

namespace nianbao::document::domain {
namespace {

finding::v1::Finding AnnexNotKept(const PlacedText& heading) {
  auto finding = MakeFinding("document.annex_not_kept", "", finding::v1::SEVERITY_INFO,
                             {"年度报告正文之后的附件不属于规定格式，未保存。",
                              "the annexes behind the report have no place in the form and were not kept"});
  *finding.mutable_place() = PlaceOf(heading);
  return finding;
}

const PlacedText* AnnexHeadingIn(const Item& item) {
  const PlacedText* const text = SingleText(item);
  return text != nullptr && IsAnnexHeading(text->text) ? text : nullptr;
}

}  // namespace

std::optional<Document> ReportBeforeAnnexes(const Document& document, Findings& findings) {
  const auto& blocks = document.blocks;
  for (auto block = blocks.begin(); block != blocks.end(); ++block) {
    const auto* const table = std::get_if<Table>(&*block);
    if (table == nullptr) {
      const PlacedText* const heading = AnnexHeadingIn({.paragraph = &std::get<Paragraph>(*block)});
      if (heading == nullptr) continue;
      findings.push_back(AnnexNotKept(*heading));
      return Document{{blocks.begin(), block}};
    }
    for (auto row = table->rows.begin(); row != table->rows.end(); ++row) {
      const PlacedText* const heading = AnnexHeadingIn({.row = &*row});
      if (heading == nullptr) continue;
      findings.push_back(AnnexNotKept(*heading));
      Document report{{blocks.begin(), block}};
      if (row != table->rows.begin()) report.blocks.push_back(Table{{table->rows.begin(), row}, table->columns});
      return report;
    }
  }
  return std::nullopt;
}

}  // namespace nianbao::document::domain
