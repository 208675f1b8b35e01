#include "services/document/readers/pdf/pdf_rules.h"

#include <poppler-image.h>
#include <poppler-page-renderer.h>

#include <cstdint>

#include "services/document/readers/pdf/thin_lines.h"

namespace nianbao::document::readers {
namespace {

constexpr double kPixelsPerPoint = 1.5;
constexpr double kPointsPerInch = 72;
// A0 in points.
constexpr double kPageSideMax = 3400;

}  // namespace

std::vector<Rule> RulesOf(const poppler::page& page) {
  const poppler::rectf size = page.page_rect();
  if (size.width() > kPageSideMax || size.height() > kPageSideMax) return {};
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  const double resolution = kPixelsPerPoint * kPointsPerInch;
  const poppler::image image = renderer.render_page(&page, resolution, resolution);
  if (!image.is_valid()) return {};
  // Rows of an image may be padded.
  const auto* data = reinterpret_cast<const uint8_t*>(image.const_data());
  std::vector<uint8_t> pixels;
  pixels.reserve(static_cast<size_t>(image.width()) * static_cast<size_t>(image.height()));
  for (int y = 0; y < image.height(); ++y) {
    const uint8_t* row = data + static_cast<ptrdiff_t>(y) * image.bytes_per_row();
    pixels.insert(pixels.end(), row, row + image.width());
  }
  std::vector<Rule> rules = ThinLines({pixels, image.width(), image.height()});
  for (Rule& rule : rules) {
    rule.at /= kPixelsPerPoint;
    rule.begin /= kPixelsPerPoint;
    rule.end /= kPixelsPerPoint;
  }
  return rules;
}

}  // namespace nianbao::document::readers
