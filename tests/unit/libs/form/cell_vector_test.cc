#include "libs/form/cell_vector.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <random>

#include "libs/status/error.h"

namespace nianbao::form {
namespace {

using google::protobuf::util::MessageDifferencer;

CellVector RandomVector(std::mt19937_64& random) {
  CellVector vector;
  for (int i = 0; i < CellVector::kSize; ++i) {
    const auto state = static_cast<CellState>(random() % 4);
    if (state == CellState::kNumber) {
      vector.SetNumber(i, static_cast<int64_t>(random()) >> (random() % 64));
    } else {
      vector.SetEmpty(i, state);
    }
  }
  return vector;
}

TEST(CellVector, SurvivesTheWayThroughReportAndProto) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 200; ++i) {
    const CellVector vector = RandomVector(random);
    v1::AnnualReport report;
    ApplyVector(vector, report);
    ASSERT_EQ(VectorOf(report).value(), vector);
    ASSERT_EQ(FromProto(ToProto(vector)).value(), vector);
  }
}

TEST(CellVector, ReplacesWhateverAReportHeldBefore) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 50; ++i) {
    v1::AnnualReport report;
    ApplyVector(RandomVector(random), report);
    const CellVector next = RandomVector(random);
    ApplyVector(next, report);
    ASSERT_EQ(VectorOf(report).value(), next);
  }
}

TEST(CellVector, LeavesTheRestOfAReportAlone) {
  v1::AnnualReport report;
  report.set_organ_name("清溪县林业局");
  report.mutable_processing_fees()->set_notices(2);
  v1::CellMark& mark = *report.add_marks();
  mark.set_cell("requests.received.total");
  mark.set_state(v1::CellMark::STATE_UNRESOLVED);
  mark.set_raw_text("约3件");
  const v1::AnnualReport before = report;
  ApplyVector(VectorOf(report).value(), report);
  EXPECT_TRUE(MessageDifferencer::Equals(report, before)) << report.DebugString();
}

TEST(CellVector, KeepsZeroApartFromBlank) {
  v1::AnnualReport report;
  SetFigure(*Catalogue::Get().Find("remedies.reconsideration.upheld"), 0, report);
  const CellVector vector = VectorOf(report).value();
  EXPECT_EQ(vector.state(Catalogue::Get().Find("remedies.reconsideration.upheld")->index), CellState::kNumber);
  EXPECT_EQ(vector.state(Catalogue::Get().Find("remedies.reconsideration.corrected")->index), CellState::kBlank);
}

void ExpectMalformed(const v1::AnnualReport& report) {
  EXPECT_EQ(status::ReasonOf(VectorOf(report).status()), "REPORT_MALFORMED") << report.DebugString();
}

TEST(CellVector, RefusesMarksThatContradictTheReport) {
  v1::AnnualReport report;
  v1::CellMark& mark = *report.add_marks();
  mark.set_cell("requests.received.total");
  ExpectMalformed(report);
  mark.set_state(v1::CellMark::STATE_NOT_APPLICABLE);
  EXPECT_TRUE(VectorOf(report).ok());

  v1::AnnualReport numbered = report;
  numbered.mutable_requests()->mutable_received()->set_total(0);
  ExpectMalformed(numbered);

  v1::AnnualReport twice = report;
  *twice.add_marks() = mark;
  ExpectMalformed(twice);

  v1::AnnualReport unknown = report;
  unknown.mutable_marks(0)->set_cell("processing_fees.notices");
  ExpectMalformed(unknown);
}

TEST(CellVector, RefusesVectorsOfAnotherShape) {
  const v1::CellVector good = ToProto(CellVector());
  v1::CellVector proto = good;
  proto.add_values(0);
  EXPECT_EQ(status::ReasonOf(FromProto(proto).status()), "CELL_VECTOR_MALFORMED");
  proto = good;
  proto.mutable_states()->pop_back();
  EXPECT_EQ(status::ReasonOf(FromProto(proto).status()), "CELL_VECTOR_MALFORMED");
  proto = good;
  proto.set_values(7, 1);
  EXPECT_EQ(status::ReasonOf(FromProto(proto).status()), "CELL_VECTOR_MALFORMED");
}

}  // namespace
}  // namespace nianbao::form
