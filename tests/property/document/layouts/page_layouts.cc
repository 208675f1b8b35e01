#include "tests/property/document/layouts/page_layouts.h"

#include "tests/property/document/layouts/layout_text.h"
#include "tests/property/document/layouts/page_layout.h"
#include "tests/property/document/layouts/pdf_file.h"

namespace nianbao::testing {
namespace {

PageStyle RandomStyle(NarrowTitle narrow_title, Rng& rng) {
  PageStyle style;
  style.narrow_title = narrow_title;
  style.table_size = rng.Pick<double>({8, 9, 9, 10.5});
  style.page_numbers = rng.Chance(80);
  style.centred = rng.Chance(75);
  style.ruling.width = rng.Pick<double>({0.25, 0.5, 0.5, 1, 1.5});
  style.ruling.grey = rng.Pick<double>({0, 0, 0.3, 0.6});
  style.ruling.filled = rng.Chance(40);
  style.ruling.closed_at_breaks = rng.Chance(50);
  style.top = static_cast<double>(rng.Between(0, 500));
  return style;
}

}  // namespace

std::string WritePdf(const PrintedReport& report, Rng& rng) {
  return PdfFile(LayOut(report, RandomStyle(NarrowTitle::kWrapped, rng)));
}

std::string WriteUnruledPdf(const PrintedReport& report, Rng& rng) {
  PageStyle style = RandomStyle(NarrowTitle::kWrapped, rng);
  style.ruling.drawn = false;
  return PdfFile(LayOut(report, style));
}

std::string WriteStackedPdf(const PrintedReport& report, Rng& rng) {
  PageStyle style = RandomStyle(NarrowTitle::kStacked, rng);
  style.split_titles = true;
  return PdfFile(LayOut(report, style));
}

std::string WriteRotatedPdf(const PrintedReport& report, Rng& rng) {
  return PdfFile(LayOut(report, RandomStyle(NarrowTitle::kRotated, rng)));
}

std::string WriteLayoutText(const PrintedReport& report, Rng& rng) {
  PageStyle style = RandomStyle(rng.Chance(50) ? NarrowTitle::kStacked : NarrowTitle::kWrapped, rng);
  style.split_titles = rng.Chance(50);
  return LayoutText(LayOut(report, style));
}

}  // namespace nianbao::testing
