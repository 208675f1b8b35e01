// Reports of the 2019 edition as JSON.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>

#include "libs/status/error.h"
#include "services/document/domain/read_document.h"
#include "services/document/readers/open_document.h"

namespace nianbao::document::domain {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;

absl::StatusOr<v1::ReadDocumentResponse> ReadJson(const std::string& json) {
  v1::ReadDocumentRequest request;
  request.set_file_name("a.json");
  request.set_content(json);
  return ReadDocument(request, readers::OpenDocument);
}

std::string JsonOf(const google::protobuf::Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  EXPECT_TRUE(status.ok()) << status;
  return json;
}

form::v1::AnnualReport2019 Report() {
  form::v1::AnnualReport2019 report;
  report.set_organ_name("清溪县林业局");
  report.set_year(2019);
  report.set_edition(form::v1::EDITION_2019);
  auto& disclosure = *report.mutable_proactive_disclosure();
  disclosure.mutable_licensing()->set_change(-3);
  disclosure.mutable_procurement()->set_total_amount("251000元");
  report.mutable_requests()->mutable_outcomes()->mutable_other()->set_total(0);
  auto& mark = *report.add_marks();
  mark.set_cell("proactive_disclosure.rules.newly_made");
  mark.set_state(form::v1::CellMark::STATE_NOT_APPLICABLE);
  return report;
}

TEST(JsonReport2019, ComesBackInTheReportOfItsEdition) {
  const auto response = ReadJson(JsonOf(Report()));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_FALSE(response->has_report());
  EXPECT_TRUE(MessageDifferencer::Equals(response->report_2019(), Report()));
  EXPECT_EQ(response->findings_size(), 0);
}

TEST(JsonReport2019, ComesBackFromAWholeAnswerUnderEitherNameOfItsField) {
  const auto first = ReadJson(JsonOf(Report()));
  ASSERT_TRUE(first.ok()) << first.status();
  const auto again = ReadJson(JsonOf(*first));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*again, *first));
  const auto by_proto_name = ReadJson("{\"report_2019\": " + JsonOf(Report()) + "}");
  ASSERT_TRUE(by_proto_name.ok()) << by_proto_name.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*by_proto_name, *first));
}

TEST(JsonReport2019, IsToldByTheNumberOfItsEditionToo) {
  const auto response = ReadJson(R"({"edition": 2, "year": 2020})");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->report_2019().year(), 2020);
}

TEST(JsonReport2019, HasNoFieldsOfTheOtherEdition) {
  const auto response = ReadJson(R"({"edition": "EDITION_2019", "proactiveDisclosure": {"licensingDecisions": 3}})");
  EXPECT_EQ(status::ReasonOf(response.status()), "DOCUMENT_UNREADABLE");
  EXPECT_THAT(response.status().message(), HasSubstr("licensingDecisions"));
  EXPECT_THAT(response.status().message(), HasSubstr("AnnualReport2019"));
}

TEST(JsonReport2019, IsRefusedWhenItContradictsItself) {
  auto marked = Report();
  marked.mutable_proactive_disclosure()->mutable_rules()->set_newly_made(0);
  auto unknown = Report();
  unknown.mutable_marks(0)->set_cell("proactive_disclosure.rules.issued");
  for (const std::string& json :
       {JsonOf(marked), JsonOf(unknown), std::string(R"({"report": {"year": 2021}, "report2019": {"year": 2019}})"),
        std::string(R"({"report": {"edition": "EDITION_2019"}})"),
        std::string(R"({"report2019": {"edition": "EDITION_2021"}})")}) {
    const auto response = ReadJson(json);
    EXPECT_EQ(status::ReasonOf(response.status()), "REPORT_MALFORMED") << json;
    EXPECT_FALSE(status::ChineseOf(response.status()).empty());
  }
}

TEST(JsonReport2019, SaysWhenTheYearIsNotOneOfTheEdition) {
  for (const int year : {2018, 2019, 2020, 2021}) {
    auto report = Report();
    report.set_year(year);
    const auto response = ReadJson(JsonOf(report));
    ASSERT_TRUE(response.ok()) << response.status();
    ASSERT_EQ(response->findings_size(), year == 2019 || year == 2020 ? 0 : 1) << year;
    if (response->findings_size() == 0) continue;
    EXPECT_EQ(response->findings(0).id(), "document.year_unsupported");
    EXPECT_THAT(response->findings(0).message().en(), HasSubstr("2019 edition"));
  }
}

}  // namespace
}  // namespace nianbao::document::domain
