#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "libs/form/cell_vector.h"
#include "services/document/domain/read_document.h"
#include "services/document/readers/open_document.h"

namespace nianbao::document::domain {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A report as an organ published it, saved as text by a word processor.
class PublishedReport : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string path = NIANBAO_SOURCE_DIR "/../shared/samples/chaoyang-park-2024.txt";
    std::ifstream file(path, std::ios::binary);
    if (!file) GTEST_SKIP() << "no published report at " << path;
    std::ostringstream content;
    content << file.rdbuf();
    v1::ReadDocumentRequest request;
    request.set_file_name("chaoyang-park-2024.txt");
    request.set_content(content.str());
    auto response = ReadDocument(request, readers::OpenDocument);
    ASSERT_TRUE(response.ok()) << response.status();
    response_ = *std::move(response);
  }

  v1::ReadDocumentResponse response_;
};

TEST_F(PublishedReport, HasExactlyItsPrintedFigures) {
  const auto read = form::VectorOf(response_.report());
  ASSERT_TRUE(read.ok()) << read.status();
  form::CellVector expected;
  for (int i = 0; i < form::CellVector::kSize; ++i) expected.SetNumber(i, 0);
  for (const char* code :
       {"requests.received.natural_person", "requests.received.total", "requests.outcomes.granted.natural_person",
        "requests.outcomes.granted.total", "requests.outcomes.total.natural_person", "requests.outcomes.total.total"}) {
    expected.SetNumber(form::Catalogue::Get().Find(code)->index, 2);
  }
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    EXPECT_EQ(read->state(cell.index), form::CellState::kNumber) << cell.code;
    EXPECT_EQ(read->value(cell.index), expected.value(cell.index)) << cell.code;
  }
}

TEST_F(PublishedReport, HasItsYearItsTwoLineNameAndItsTexts) {
  const form::v1::AnnualReport& report = response_.report();
  EXPECT_EQ(report.year(), 2024);
  EXPECT_EQ(report.organ_name(), "朝阳园管委会（区科学技术和信息化局）");
  EXPECT_EQ(report.scope(), form::v1::SCOPE_OWN);
  EXPECT_EQ(report.edition(), form::v1::EDITION_2021);
  EXPECT_THAT(report.narrative().overview(), HasSubstr("117条"));
  EXPECT_THAT(report.narrative().problems_and_improvements(), Not(IsEmpty()));
  EXPECT_THAT(report.narrative().other_matters(), Not(HasSubstr("bookmark")));
}

TEST_F(PublishedReport, StatesThreeNoughtsForProcessingFees) {
  const form::v1::ProcessingFees& fees = response_.report().processing_fees();
  ASSERT_TRUE(fees.has_notices() && fees.has_notified_amount() && fees.has_collected_amount());
  EXPECT_EQ(fees.notices() + fees.notified_amount() + fees.collected_amount(), 0);
}

TEST_F(PublishedReport, LeavesNothingToRemark) {
  for (const auto& finding : response_.findings()) ADD_FAILURE() << finding.DebugString();
  EXPECT_EQ(response_.sources_size(), form::CellVector::kSize);
}

TEST_F(PublishedReport, RemembersWhereANumberStandsThatWasPushedToTheNextLine) {
  for (const v1::CellSource& source : response_.sources()) {
    if (source.cell() != "requests.outcomes.partially_granted.total") continue;
    EXPECT_EQ(source.place().line(), 119);
    EXPECT_EQ(source.place().text(), "\u00a0\n0");
    return;
  }
  FAIL() << "no place for the cell";
}

}  // namespace
}  // namespace nianbao::document::domain
