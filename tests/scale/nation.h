// A synthetic nation: governments that sum, and organs below them that report.
#pragma once

#include <string>
#include <vector>

#include "nianbao/organ/v1/organ.pb.h"

namespace nianbao::scale {

enum class Level { kProvince, kPrefecture, kCounty };

// An organ that owes an own report.
struct Reporter {
  // Resource name.
  std::string organ;
  std::string title;
  // Resource name of the province it stands in.
  std::string province;
  // 条线; empty when it has none.
  std::string line;
  Level level = Level::kCounty;
};

struct Nation {
  // Resource name of the node at the top.
  std::string top;
  // Parents before children.
  std::vector<organ::v1::Organ> organs;
  std::vector<Reporter> reporters;
};

// With 160 000 reporters as many provinces, prefectures and counties as there are, with fewer in proportion. The
// greater part of the reporters stands below counties, about 50 each.
Nation MakeNation(int reporters);

}  // namespace nianbao::scale
