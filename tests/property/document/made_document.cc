#include "tests/property/document/made_document.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace nianbao::testing {

std::optional<MadeDocument> Make(const Shape& shape, const Mutation& mutation, uint64_t seed) {
  Rng rng(seed);
  const GeneratedReport report = Generate(rng);
  PrintedReport printed = Print(report);
  if (!mutation.change(rng, printed)) return std::nullopt;
  MadeDocument made;
  made.file_name = absl::StrCat(shape.name, "-", mutation.name, "-", seed, shape.ending);
  made.bytes = shape.write(printed, rng);
  made.expected = printed.expected;
  made.year = printed.year;
  made.readable = mutation.readable && (shape.keeps_blanks || !report.HasBlanks());
  if (!shape.keeps_tables) std::fill(made.expected.begin(), made.expected.begin() + kCells, kNotPrinted);
  return made;
}

}  // namespace nianbao::testing
