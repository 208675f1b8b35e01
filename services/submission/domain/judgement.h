// What the rules said, and on what.
#pragma once

#include <cstdint>
#include <vector>

#include "nianbao/validation/v1/context.pb.h"
#include "nianbao/validation/v1/verdict.pb.h"

namespace nianbao::submission {

struct Judgement {
  validation::v1::Verdict verdict;
  // What the report was checked against: verdict.context_digest is its digest.
  validation::v1::Context context;
  // Of the report's text (text_bands.h).
  std::vector<int64_t> text_bands;
};

}  // namespace nianbao::submission
