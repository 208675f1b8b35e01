// The promise of the writers: what they write reads back as the same report, figure by figure and word by word,
// whatever stands in annexes behind it.
//
// A run takes some reports in every format; NIANBAO_PROPERTY_RUNS=N takes N. NIANBAO_PROPERTY_SEED=S begins with seed
// S.
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/read_document.h"
#include "services/document/domain/write_document.h"
#include "services/document/readers/open_document.h"
#include "services/document/writers/all_writers.h"
#include "tests/property/document/written_annex.h"
#include "tests/property/document/written_report.h"

namespace nianbao::testing {
namespace {

using document::v1::Format;
using document::v1::ReadDocumentResponse;
using form::v1::AnnualReport;
using form::v1::CellMark;

uint64_t Setting(const char* name, uint64_t otherwise) {
  const char* const value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

std::string Keep(const document::v1::WriteDocumentResponse& written, uint64_t seed) {
  const std::filesystem::path folder = std::filesystem::path(NIANBAO_BIN_DIR).parent_path() / "property_failures";
  std::filesystem::create_directories(folder);
  const std::string ending = std::filesystem::path(written.file_name()).extension().string();
  const std::string path = (folder / absl::StrCat("written-", seed, ending)).string();
  std::ofstream(path, std::ios::binary) << written.content();
  return path;
}

void ExpectSame(const AnnualReport& expected, AnnualReport read) {
  EXPECT_EQ(read.organ_name(), expected.organ_name());
  EXPECT_EQ(read.narrative().overview(), expected.narrative().overview());
  EXPECT_EQ(read.narrative().problems_and_improvements(), expected.narrative().problems_and_improvements());
  EXPECT_EQ(read.narrative().other_matters(), expected.narrative().other_matters());
  // Claims are what the reader makes of the texts, which are compared as they stand; a report that was made up has
  // none.
  read.mutable_narrative()->clear_claims();
  google::protobuf::util::MessageDifferencer differencer;
  std::string difference;
  differencer.ReportDifferencesToString(&difference);
  EXPECT_TRUE(differencer.Compare(expected, read)) << difference;
}

std::set<std::string> Unresolved(const AnnualReport& report) {
  std::set<std::string> codes;
  for (const CellMark& mark : report.marks()) {
    if (mark.state() == CellMark::STATE_UNRESOLVED) codes.insert(mark.cell());
  }
  return codes;
}

// Beyond the cells that are no figures there is nothing to find.
void ExpectNoFindingsBut(const std::set<std::string>& doubtful, const ReadDocumentResponse& read) {
  for (const auto& finding : read.findings()) {
    if (finding.severity() == finding::v1::SEVERITY_INFO) continue;
    bool expected = !finding.cells().empty();
    for (const auto& cell : finding.cells()) expected = expected && doubtful.count(cell.cell()) > 0;
    EXPECT_TRUE(expected) << finding.id() << ": " << finding.message().zh_cn();
  }
}

bool SaysThatAnnexesWereLeftOut(const ReadDocumentResponse& read) {
  return std::any_of(read.findings().begin(), read.findings().end(),
                     [](const auto& finding) { return finding.id() == "document.annex_not_kept"; });
}

void ExpectEveryCellReadInItsPlace(const ReadDocumentResponse& read) {
  const auto& cells = form::Catalogue::Get().cells();
  ASSERT_EQ(read.sources_size(), static_cast<int>(cells.size()));
  for (const form::Cell& cell : cells) {
    const auto& source = read.sources(cell.index);
    EXPECT_EQ(source.cell(), cell.code);
    EXPECT_EQ(source.confidence(), document::v1::CONFIDENCE_PRINTED) << cell.code;
    EXPECT_GT(source.place().line() + source.place().table() + source.place().row(), 0) << cell.code;
  }
}

bool HoldsAnnexes(Format format) { return format != document::v1::FORMAT_CSV && format != document::v1::FORMAT_JSON; }

class WriteAndRead : public ::testing::TestWithParam<Format> {
 protected:
  static void Check(uint64_t seed) {
    Rng rng(seed);
    const WrittenReport made = GenerateWritten(rng);
    document::v1::WriteDocumentRequest request;
    *request.mutable_report() = made.report;
    request.set_format(GetParam());
    const int64_t annexes = HoldsAnnexes(GetParam()) ? rng.Between(0, 2) : 0;
    for (int64_t i = 0; i < annexes; ++i) *request.add_annexes() = GenerateAnnex(rng);
    const auto written = document::domain::WriteDocument(request, document::writers::AllWriters());
    ASSERT_TRUE(written.ok()) << written.status();
    document::v1::ReadDocumentRequest file;
    file.set_file_name(written->file_name());
    file.set_content(written->content());
    const auto read = document::domain::ReadDocument(file, document::readers::OpenDocument);
    ASSERT_TRUE(read.ok()) << read.status() << Keep(*written, seed);
    if (GetParam() == document::v1::FORMAT_JSON) {
      ExpectSame(made.report, read->report());
      return;
    }
    ExpectSame(made.expected, read->report());
    ExpectNoFindingsBut(Unresolved(made.report), *read);
    EXPECT_EQ(SaysThatAnnexesWereLeftOut(*read), annexes > 0);
    ExpectEveryCellReadInItsPlace(*read);
    if (HasFailure()) ADD_FAILURE() << Keep(*written, seed);
  }
};

TEST_P(WriteAndRead, GivesTheSameReport) {
  const uint64_t begin = Setting("NIANBAO_PROPERTY_SEED", 1);
  const uint64_t end = begin + Setting("NIANBAO_PROPERTY_RUNS", 200);
  for (uint64_t seed = begin; seed < end && !HasFailure(); ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Check(seed);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, WriteAndRead,
                         ::testing::Values(document::v1::FORMAT_DOCX, document::v1::FORMAT_HTML,
                                           document::v1::FORMAT_XLSX, document::v1::FORMAT_CSV,
                                           document::v1::FORMAT_JSON),
                         [](const auto& info) { return document::v1::Format_Name(info.param).substr(7); });

}  // namespace
}  // namespace nianbao::testing
