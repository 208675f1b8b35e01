#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"
#include "services/document/domain/read_document.h"
#include "services/document/readers/open_document.h"

namespace nianbao::document::domain {
namespace {

using ::testing::UnorderedElementsAre;

// What the report prints, row by row as it stands on the page. The amount, 7730.28 in 万元, is stored with six
// decimals.
const std::map<std::string, std::vector<int64_t>>& PrintedRows() {
  const std::vector<int64_t> none(7, 0);
  static const auto* const rows = new std::map<std::string, std::vector<int64_t>>{
      {"proactive_disclosure.rules", {0, 0, 0}},
      {"proactive_disclosure.normative_documents", {0, 5, 5}},
      {"proactive_disclosure.licensing_decisions", {550}},
      {"proactive_disclosure.penalty_decisions", {4119}},
      {"proactive_disclosure.coercion_decisions", {195}},
      {"proactive_disclosure.administrative_fees", {7'730'280'000}},
      {"requests.received", {21, 0, 0, 0, 0, 0, 21}},
      {"requests.carried_in", none},
      {"requests.outcomes.granted", none},
      {"requests.outcomes.partially_granted", {4, 0, 0, 0, 0, 0, 4}},
      {"requests.outcomes.refused.state_secret", {1, 0, 0, 0, 0, 0, 1}},
      {"requests.outcomes.refused.prohibited_by_law", none},
      {"requests.outcomes.refused.endangers_security_or_stability", none},
      {"requests.outcomes.refused.third_party_rights", none},
      {"requests.outcomes.refused.internal_affairs", none},
      {"requests.outcomes.refused.process_information", {1, 0, 0, 0, 0, 0, 1}},
      {"requests.outcomes.refused.enforcement_file", {1, 0, 0, 0, 0, 0, 1}},
      {"requests.outcomes.refused.administrative_inquiry", none},
      {"requests.outcomes.unable.not_held", {10, 0, 0, 0, 0, 0, 10}},
      {"requests.outcomes.unable.requires_creation", {3, 0, 0, 0, 0, 0, 3}},
      {"requests.outcomes.unable.still_unclear", none},
      {"requests.outcomes.not_processed.petition_or_complaint", {1, 0, 0, 0, 0, 0, 1}},
      {"requests.outcomes.not_processed.repeated", none},
      {"requests.outcomes.not_processed.requests_publication", none},
      {"requests.outcomes.not_processed.excessive", none},
      {"requests.outcomes.not_processed.reissue_or_confirmation", none},
      // Printed as one row of noughts.
      {"requests.outcomes.other.not_corrected_in_time", none},
      {"requests.outcomes.other.fee_unpaid", none},
      {"requests.outcomes.other.miscellaneous", none},
      {"requests.outcomes.total", {21, 0, 0, 0, 0, 0, 21}},
      {"requests.carried_out", none},
      {"remedies.reconsideration", {10, 1, 0, 0, 0}},
      {"remedies.direct_litigation", {0, 0, 0, 0, 0}},
      {"remedies.litigation_after_reconsideration", {5, 0, 0, 0, 0}},
  };
  return *rows;
}

// A report as an organ published it, exported by a word processor.
class PublishedPdfReport : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string path = NIANBAO_SOURCE_DIR "/../shared/samples/hongze-2023.pdf";
    std::ifstream file(path, std::ios::binary);
    if (!file) GTEST_SKIP() << "no published report at " << path;
    std::ostringstream content;
    content << file.rdbuf();
    v1::ReadDocumentRequest request;
    request.set_file_name("hongze-2023.pdf");
    request.set_content(content.str());
    auto response = ReadDocument(request, readers::OpenDocument);
    ASSERT_TRUE(response.ok()) << response.status();
    response_ = *std::move(response);
  }

  v1::ReadDocumentResponse response_;
};

TEST_F(PublishedPdfReport, HasItsPrintedFigureInEveryCell) {
  const auto read = form::VectorOf(response_.report());
  ASSERT_TRUE(read.ok()) << read.status();
  // The cells of a row follow each other.
  std::map<std::string, size_t> checked;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const std::string row = PrintedRows().count(cell.code) > 0 ? cell.code : cell.code.substr(0, cell.code.rfind('.'));
    ASSERT_EQ(PrintedRows().count(row), 1U) << cell.code;
    const size_t column = checked[row]++;
    ASSERT_LT(column, PrintedRows().at(row).size()) << cell.code;
    EXPECT_EQ(read->state(cell.index), form::CellState::kNumber) << cell.code;
    EXPECT_EQ(read->value(cell.index), PrintedRows().at(row)[column]) << cell.code;
  }
  for (const auto& [row, figures] : PrintedRows()) EXPECT_EQ(checked[row], figures.size()) << row;
}

TEST_F(PublishedPdfReport, SaysHowSureEachFigureIs) {
  ASSERT_EQ(response_.sources_size(), form::CellVector::kSize);
  int derived = 0;
  for (const v1::CellSource& source : response_.sources()) {
    const bool of_one_row = absl::StartsWith(source.cell(), "requests.outcomes.other.");
    // Printed as "2.其他法律行政止公开".
    const bool lost_characters = absl::StartsWith(source.cell(), "requests.outcomes.refused.prohibited_by_law.");
    derived += of_one_row ? 1 : 0;
    EXPECT_EQ(source.confidence(), of_one_row        ? v1::CONFIDENCE_DERIVED
                                   : lost_characters ? v1::CONFIDENCE_INFERRED
                                                     : v1::CONFIDENCE_PRINTED)
        << source.cell();
  }
  EXPECT_EQ(derived, 21);
}

TEST_F(PublishedPdfReport, RemarksOnOneGroupOneTitleAndTheFeeStatement) {
  std::vector<std::string> ids;
  for (const auto& finding : response_.findings()) ids.push_back(finding.id());
  EXPECT_THAT(ids, UnorderedElementsAre("document.derived/requests.outcomes.other", "document.title_alike/3",
                                        "document.fee_statement_missing"));
}

TEST_F(PublishedPdfReport, HasItsYearItsOrganAndItsEdition) {
  EXPECT_EQ(response_.report().year(), 2023);
  EXPECT_EQ(response_.report().organ_name(), "洪泽区人民政府");
  EXPECT_EQ(response_.report().edition(), form::v1::EDITION_2021);
}

}  // namespace
}  // namespace nianbao::document::domain
