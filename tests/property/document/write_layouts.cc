// Writes reports in every shape into a folder, for trying the programs by hand:
//
//   write_layouts DIR [COUNT [FIRST_SEED [MUTATION]]]
//
// Beside NAME.ENDING stands NAME.cells: one line code<TAB>figure for every cell that shows a number or "/", as
// `nianbao import --output cells` prints them. Without MUTATION every second report is changed by one of them.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "tests/property/document/made_document.h"

namespace nianbao::testing {
namespace {

const Mutation* FindMutation(const std::string& name) {
  for (const Mutation& mutation : Mutations()) {
    if (mutation.name == name) return &mutation;
  }
  return nullptr;
}

void WriteFile(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string Cells(const MadeDocument& made) {
  std::string lines;
  for (int i = 0; i < kFigures; ++i) {
    const std::string& figure = made.expected[i];
    if (figure != kBlank && figure != kNotPrinted && figure != kNotPrintedButNought) {
      absl::StrAppend(&lines, CellCode(i), "\t", figure, "\n");
    }
  }
  return lines;
}

int Run(const std::filesystem::path& folder, uint64_t count, uint64_t first, const Mutation* only) {
  std::filesystem::create_directories(folder);
  for (const Shape& shape : Shapes()) {
    for (uint64_t seed = first; seed < first + count; ++seed) {
      const size_t which = seed % 2 == 0 ? Rng(seed).Between(0, static_cast<int64_t>(Mutations().size()) - 1) : 0;
      auto made = Make(shape, only != nullptr ? *only : Mutations()[which], seed);
      if (!made) made = Make(shape, Mutations().front(), seed);
      const std::filesystem::path path = folder / made->file_name;
      WriteFile(path, made->bytes);
      WriteFile(std::filesystem::path(path).replace_extension(".cells"), Cells(*made));
    }
  }
  return 0;
}

}  // namespace
}  // namespace nianbao::testing

int main(int argc, char** argv) {
  using nianbao::testing::FindMutation;
  const auto* const mutation = argc > 4 ? FindMutation(argv[4]) : nullptr;
  if (argc < 2 || argc > 5 || (argc > 4 && mutation == nullptr)) {
    std::fprintf(stderr, "usage: write_layouts DIR [COUNT [FIRST_SEED [MUTATION]]]\n");
    return 2;
  }
  const auto number = [&](int i, uint64_t otherwise) {
    return argc > i ? std::strtoull(argv[i], nullptr, 10) : otherwise;
  };
  return nianbao::testing::Run(argv[1], number(2, 3), number(3, 1), mutation);
}
