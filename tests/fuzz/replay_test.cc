// Every kept seed and every input that once broke a promise, through the functions that the fuzzers call. A promise
// that is broken again ends the test with the name of the file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/document/readers/archive/archive.h"
#include "tests/fuzz/archive_parts.h"
#include "tests/fuzz/document_text.h"
#include "tests/fuzz/targets.h"

namespace nianbao::fuzz {
namespace {

namespace fs = std::filesystem;
using document::domain::Budget;
using document::readers::Archive;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<fs::path> FilesIn(const std::string& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string Content(const fs::path& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(content).str();
}

class Replay : public ::testing::TestWithParam<Target> {};

TEST_P(Replay, KeepsItsPromises) {
  const std::string root = absl::StrCat(NIANBAO_SOURCE_DIR, "/tests/fuzz/");
  std::vector<fs::path> files = FilesIn(absl::StrCat(root, "seeds/", GetParam().name));
  ASSERT_FALSE(files.empty()) << "no seeds";
  for (const fs::path& crash : FilesIn(absl::StrCat(root, "crashes/", GetParam().name))) files.push_back(crash);
  for (const fs::path& file : files) {
    std::cout << file.string() << std::endl;
    GetParam().run(Content(file));
  }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replay, ::testing::ValuesIn(Targets().begin(), Targets().end()),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(DocumentText, IsTheDocument) {
  const std::string text =
      "P 一、总体情况\nG\nR\nC 0 2 3 甲\v乙\nC 2 3 1 7\nA\nO\nR\nC 0 0 1 无\nL\nR\nC 12.5 40 1 a\n";
  EXPECT_EQ(TextOf(DocumentOf(text)), text);
}

TEST(DocumentText, BendsWhatNoReaderGives) {
  EXPECT_EQ(TextOf(DocumentOf("C 1 2 1 x\nG\nC 1 2 1 x\nR\nC 5 3 0 \xFF\nC nan inf -1\nq\n")),
            "G\nR\nC 5 6 1 \xEF\xBF\xBD\nC 6 7 1 \nP \n");
}

// The entries of ArchiveOf(input), "NAME: CONTENT" each.
std::vector<std::string> EntriesOf(absl::string_view input) {
  Budget budget({});
  const auto archive = Archive::Open(ArchiveOf(input), budget);
  if (!archive.ok()) return {archive.status().ToString()};
  std::vector<std::string> entries;
  for (const Archive::Entry& entry : archive->entries()) {
    entries.push_back(absl::StrCat(entry.name, ": ", archive->Unpack(entry, budget).value()));
  }
  return entries;
}

TEST(ArchiveParts, AreTheEntries) {
  EXPECT_THAT(EntriesOf("=== a\nx\ny\n=== b/c\nz"), ElementsAre("a: x\ny", "b/c: z"));
}

TEST(ArchiveParts, LeaveOutWhatHasNoNameOrComesTwice) {
  EXPECT_THAT(EntriesOf("=== a\nx\n=== \x01\ny\n=== a\nz"), ElementsAre("a: x"));
}

TEST(ArchiveParts, WithoutANameAreAnEmptyArchive) {
  EXPECT_THAT(EntriesOf("=== \nx"), IsEmpty());
  EXPECT_THAT(EntriesOf("=== "), IsEmpty());
}

}  // namespace
}  // namespace nianbao::fuzz
