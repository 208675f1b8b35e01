// The promise of the readers: every printed cell is read as printed, or left open with a finding.
//
// A run takes a few reports of every shape and mutation; NIANBAO_PROPERTY_RUNS=N takes N. NIANBAO_PROPERTY_SEED=S
// begins with seed S, NIANBAO_PROPERTY_SHAPE and NIANBAO_PROPERTY_MUTATION take one of each.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/document/domain/read_document.h"
#include "services/document/readers/open_document.h"
#include "tests/property/document/verdict.h"

namespace nianbao::testing {
namespace {

std::string Setting(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Shapes whose files the suite refuses by their ending. A reader that comes is noticed here.
const std::vector<std::string>& EndingsWithoutReader() {
  static const auto* const endings = new std::vector<std::string>{};
  return *endings;
}

// Shapes of which no share of cells is demanded: what is not placed is left open with findings.
const std::vector<std::string>& ShapesOnlyShown() {
  static const auto* const shapes = new std::vector<std::string>{};
  return *shapes;
}

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool HasReader(const Shape& shape) { return !Contains(EndingsWithoutReader(), shape.ending); }

std::string OpenCells(const std::map<std::string, Verdict>& open) {
  std::string lines;
  for (const auto& [mutation, verdict] : open) {
    absl::StrAppend(&lines, mutation, ": ", verdict.cells - verdict.right, " cells not read, first ",
                    verdict.first_not_right, "\n");
  }
  return lines;
}

std::string Keep(const MadeDocument& made) {
  const std::filesystem::path folder = std::filesystem::path(NIANBAO_BIN_DIR).parent_path() / "property_failures";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / made.file_name).string();
  std::ofstream(path, std::ios::binary) << made.bytes;
  return path;
}

class ReadLayouts : public ::testing::TestWithParam<Shape> {
 protected:
  // What the table at the end says of a shape.
  struct Score {
    int reports = 0;
    int refused = 0;
    Verdict all;
    Verdict readable;
    // Of the readable reports with each mutation, those with cells that were not read right.
    std::map<std::string, Verdict> open;
  };

  static void TearDownTestSuite();

  void Read(const Mutation& mutation, uint64_t seed);

  static std::map<std::string, Score>& scores() {
    static auto* const scores = new std::map<std::string, Score>;
    return *scores;
  }
};

void ReadLayouts::Read(const Mutation& mutation, uint64_t seed) {
  const Shape& shape = GetParam();
  const auto made = Make(shape, mutation, seed);
  if (!made) return;
  Score& score = scores()[shape.name];
  ++score.reports;
  document::v1::ReadDocumentRequest request;
  request.set_file_name(made->file_name);
  request.set_content(made->bytes);
  const auto response = document::domain::ReadDocument(request, document::readers::OpenDocument);
  const std::string what = absl::StrCat("shape ", shape.name, ", mutation ", mutation.name, ", seed ", seed);
  if (!response.ok()) {
    ++score.refused;
    const std::string reason = status::ReasonOf(response.status());
    EXPECT_TRUE(!HasReader(shape) && reason == "UNSUPPORTED_FORMAT") << what << ": " << response.status() << "\n"
                                                                     << Keep(*made);
    return;
  }
  Verdict verdict = Judge(*made, *response);
  if (!verdict.first_not_right.empty()) absl::StrAppend(&verdict.first_not_right, " (", what, ")");
  score.all.Add(verdict);
  if (made->readable) score.readable.Add(verdict);
  if (made->readable && verdict.right < verdict.cells) score.open[mutation.name].Add(verdict);
  EXPECT_TRUE(verdict.wrong_without_finding == 0 && verdict.invented == 0)
      << what << ": " << verdict.wrong_without_finding << " wrong without finding, " << verdict.invented
      << " invented, first " << verdict.first_wrong << "\n"
      << Keep(*made);
}

void ReadLayouts::TearDownTestSuite() {
  std::printf("%-20s %8s %8s %9s %11s %12s %22s %9s\n", "shape", "reports", "refused", "right", "unresolved",
              "wrong+find.", "WRONG WITHOUT FINDING", "readable");
  for (const Shape& shape : Shapes()) {
    const auto found = scores().find(shape.name);
    if (found == scores().end()) continue;
    const Score& score = found->second;
    const double share = score.readable.cells == 0 ? 0 : 100.0 * score.readable.right / score.readable.cells;
    std::printf("%-20s %8d %8d %9d %11d %12d %22d %8.2f%%\n", shape.name.c_str(), score.reports, score.refused,
                score.all.right, score.all.unresolved, score.all.wrong_with_finding, score.all.wrong_without_finding,
                share);
  }
}

TEST_P(ReadLayouts, AreReadAsPrintedOrLeftOpenWithAFinding) {
  const std::string runs = Setting("NIANBAO_PROPERTY_RUNS");
  const std::string first = Setting("NIANBAO_PROPERTY_SEED");
  const uint64_t seeds = runs.empty() ? 2 : std::strtoull(runs.c_str(), nullptr, 10);
  const uint64_t begin = first.empty() ? 1 : std::strtoull(first.c_str(), nullptr, 10);
  const std::string shape = Setting("NIANBAO_PROPERTY_SHAPE");
  const std::string only = Setting("NIANBAO_PROPERTY_MUTATION");
  if (!shape.empty() && shape != GetParam().name) GTEST_SKIP() << "NIANBAO_PROPERTY_SHAPE names another shape";
  for (const Mutation& mutation : Mutations()) {
    if (!only.empty() && only != mutation.name) continue;
    // Not the same reports for every mutation.
    const uint64_t shift = static_cast<uint64_t>(&mutation - Mutations().data()) * 1'000'000;
    for (uint64_t seed = begin; seed < begin + seeds; ++seed) Read(mutation, seed + shift);
  }
  const Score& score = scores()[GetParam().name];
  if (!HasReader(GetParam()) || Contains(ShapesOnlyShown(), GetParam().name)) return;
  EXPECT_GE(100.0 * score.readable.right, static_cast<double>(GetParam().least_right) * score.readable.cells)
      << OpenCells(score.open);
}

INSTANTIATE_TEST_SUITE_P(Shapes, ReadLayouts, ::testing::ValuesIn(Shapes()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace nianbao::testing
