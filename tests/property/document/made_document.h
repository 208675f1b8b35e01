// One document of the generator: shape, mutation and seed decide it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/property/document/layouts/shapes.h"
#include "tests/property/document/mutations.h"

namespace nianbao::testing {

struct MadeDocument {
  std::string file_name;
  std::string bytes;
  // What it says; see PrintedReport.
  std::vector<std::string> expected;
  int year = 0;
  // All cells can be told from the document beyond doubt.
  bool readable = true;
};

// Nothing when the mutation finds nothing to change in the report of this seed.
std::optional<MadeDocument> Make(const Shape& shape, const Mutation& mutation, uint64_t seed);

}  // namespace nianbao::testing
