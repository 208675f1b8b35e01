#include "services/document/readers/pdf/thin_lines.h"

#include <algorithm>
#include <cstddef>

namespace nianbao::document::readers {
namespace {

// In pixels. The middle of a line is no further than this from both of its sides; what is thicker is an area.
constexpr int kReach = 4;
// What is shorter is the stroke of a character.
constexpr int kAcrossMin = 30;
constexpr int kDownMin = 14;
// Of 255: how much darker than both sides.
constexpr int kContrastMin = 40;
constexpr int kWhite = 255;

// Looks at an image along its rows, or, to find vertical lines, along its columns.
class Scan {
 public:
  Scan(const GrayImage& image, bool vertical) : image_(image), vertical_(vertical) {}

  int length() const { return vertical_ ? image_.height : image_.width; }
  int lanes() const { return vertical_ ? image_.width : image_.height; }

  int LengthMin() const { return vertical_ ? kDownMin : kAcrossMin; }

  bool IsThin(int lane, int along) const {
    const int here = At(lane, along);
    // Most of a page is paper, which nothing beside it is brighter than.
    if (here + kContrastMin > kWhite) return false;
    return Brightest(lane, -1, along) >= here + kContrastMin && Brightest(lane, 1, along) >= here + kContrastMin;
  }

  // Goes on from the pixel before, as where another line crosses.
  bool IsSameInk(int lane, int along) const { return At(lane, along) < At(lane, along - 1) + kContrastMin; }

 private:
  int At(int lane, int along) const {
    const int x = vertical_ ? lane : along;
    const int y = vertical_ ? along : lane;
    return image_.pixels[static_cast<size_t>(y) * static_cast<size_t>(image_.width) + static_cast<size_t>(x)];
  }

  // On one side, within reach. Beyond the edge all is white.
  int Brightest(int lane, int step, int along) const {
    int brightest = 0;
    for (int i = 1; i <= kReach; ++i) {
      const int there = lane + i * step;
      brightest = std::max(brightest, there < 0 || there >= lanes() ? kWhite : At(there, along));
    }
    return brightest;
  }

  const GrayImage& image_;
  const bool vertical_;
};

// Dark pixels one after the other in one lane: [begin, end).
struct Stretch {
  int begin = 0;
  int end = 0;
};

std::vector<Stretch> StretchesIn(const Scan& scan, int lane) {
  std::vector<Stretch> stretches;
  bool goes_on = false;
  for (int along = 0; along < scan.length(); ++along) {
    const bool thin = scan.IsThin(lane, along);
    goes_on = goes_on && scan.IsSameInk(lane, along);
    if (thin && !goes_on) stretches.push_back({along, along});
    if (thin) stretches.back().end = along + 1;
    goes_on = goes_on || thin;
  }
  stretches.erase(std::remove_if(stretches.begin(), stretches.end(),
                                 [&](const Stretch& found) { return found.end - found.begin < scan.LengthMin(); }),
                  stretches.end());
  return stretches;
}

// A line over the lanes that it is thick.
struct Thick {
  int first_lane = 0;
  int last_lane = 0;
  Stretch stretch;
};

void AddLines(const Scan& scan, bool vertical, std::vector<Rule>& rules) {
  std::vector<Thick> open;
  const auto close = [&](int before_lane) {
    const auto done = std::stable_partition(open.begin(), open.end(),
                                            [&](const Thick& line) { return line.last_lane >= before_lane; });
    for (auto it = done; it != open.end(); ++it) {
      rules.push_back({vertical, (it->first_lane + it->last_lane + 1) / 2.0, static_cast<double>(it->stretch.begin),
                       static_cast<double>(it->stretch.end)});
    }
    open.erase(done, open.end());
  };
  for (int lane = 0; lane < scan.lanes(); ++lane) {
    for (const Stretch& found : StretchesIn(scan, lane)) {
      const auto same = std::find_if(open.begin(), open.end(), [&](const Thick& line) {
        return lane - line.first_lane < kReach && found.begin < line.stretch.end && line.stretch.begin < found.end;
      });
      if (same == open.end()) {
        open.push_back({lane, lane, found});
      } else {
        same->last_lane = lane;
        same->stretch = {std::min(same->stretch.begin, found.begin), std::max(same->stretch.end, found.end)};
      }
    }
    close(lane);
  }
  close(scan.lanes() + 1);
}

}  // namespace

std::vector<Rule> ThinLines(const GrayImage& image) {
  std::vector<Rule> rules;
  AddLines(Scan(image, false), false, rules);
  AddLines(Scan(image, true), true, rules);
  return rules;
}

}  // namespace nianbao::document::readers
