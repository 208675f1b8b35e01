// Finds the lines that are drawn in an image.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/document/readers/layout/rule.h"

namespace nianbao::document::readers {

// One byte a pixel, row by row from the top: 0 is black, 255 is white.
struct GrayImage {
  absl::Span<const uint8_t> pixels;
  int width = 0;
  int height = 0;
};

// Straight lines that are darker than what lies on both of their sides, thin, and longer than most strokes of
// characters. Where another line crosses they go on. Positions are in pixels.
std::vector<Rule> ThinLines(const GrayImage& image);

}  // namespace nianbao::document::readers
