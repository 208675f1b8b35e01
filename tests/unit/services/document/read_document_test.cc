#include "services/document/domain/read_document.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "libs/utf8/utf8.h"
#include "services/document/readers/open_document.h"
#include "tests/unit/services/document/report_text.h"

namespace nianbao::document::domain {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<v1::ReadDocumentResponse> ReadFile(const std::string& name, const std::string& content) {
  v1::ReadDocumentRequest request;
  request.set_file_name(name);
  request.set_content(content);
  return ReadDocument(request, readers::OpenDocument);
}

std::string JsonOf(const form::v1::AnnualReport& report) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(report, &json);
  EXPECT_TRUE(status.ok()) << status;
  return json;
}

TEST(ReadDocument, TellsTextByItsEndingOrWithoutOne) {
  for (const char* name : {"a.txt", "B.TXT", "报告.text", "a.md", "报告", "dir.x/报告"}) {
    const auto response = ReadFile(name, TextOf({}));
    ASSERT_TRUE(response.ok()) << name << response.status();
    EXPECT_EQ(response->sources_size(), 200) << name;
  }
}

TEST(ReadDocument, ReadsBackTheJsonOfAReport) {
  ReportText text;
  text.cells = {{"proactive_disclosure.administrative_fees", "12.5"}, {"proactive_disclosure.rules.issued", "/"}};
  const auto report = ReadFile("a.txt", TextOf(text))->report();
  for (const char* name : {"a.json", "a"}) {
    const auto again = ReadFile(name, JsonOf(report));
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(again->report(), report));
    EXPECT_EQ(again->findings_size(), 0);
  }
}

TEST(ReadDocument, NamesAnUnknownFieldOfAJsonReport) {
  const auto response = ReadFile("a.json", R"({"yaer": 2024})");
  EXPECT_EQ(status::ReasonOf(response.status()), "DOCUMENT_UNREADABLE");
  EXPECT_THAT(response.status().message(), HasSubstr("yaer"));
  EXPECT_THAT(status::ChineseOf(response.status()), HasSubstr("yaer"));
}

TEST(ReadDocument, SaysInWholeCharactersWhereJsonIsWrong) {
  for (int letters = 0; letters < 3; ++letters) {
    const std::string name(letters, 'x');
    const auto response =
        ReadFile("a.json", R"({"organName": ")" + name + R"(一二三四五六七八九十一二三四五" "year": 2024})");
    EXPECT_FALSE(utf8::FirstBadByte(response.status().message())) << letters;
    EXPECT_FALSE(status::ChineseOf(response.status()).empty()) << letters;
  }
}

TEST(ReadDocument, RefusesAJsonReportThatContradictsItself) {
  const auto response =
      ReadFile("a.json", R"({"marks": [{"cell": "requests.received.nobody", "state": "STATE_UNRESOLVED"}]})");
  EXPECT_EQ(status::ReasonOf(response.status()), "REPORT_MALFORMED");
}

TEST(ReadDocument, RefusesWhatItHasNoReaderFor) {
  for (const char* name : {"a.docx", "a.txt", "a"}) {
    const absl::Status picture = ReadFile(name, "\x89PNG\r\n\x1A\n rest").status();
    EXPECT_EQ(status::ReasonOf(picture), "UNSUPPORTED_FORMAT") << name;
    EXPECT_EQ(status::MetaOf(picture, "kind"), "image");
    EXPECT_THAT(status::ChineseOf(picture), HasSubstr("图片"));
  }
  EXPECT_EQ(status::ReasonOf(ReadFile("a.rar", "Rar!\x1A\x07\x01").status()), "UNSUPPORTED_FORMAT");
}

TEST(ReadDocument, SaysWhatIsWrongWithAFileOfAKindItKnows) {
  EXPECT_EQ(status::ReasonOf(ReadFile("a.docx", "PK\x03\x04").status()), "DOCUMENT_UNREADABLE");
  EXPECT_EQ(status::ReasonOf(ReadFile("a.txt", "%PDF-1.7").status()), "DOCUMENT_UNREADABLE");
}

TEST(ReadDocument, TellsTheFormatByTheBytesWhateverTheName) {
  const std::string page = "<html><body><table><tr><td>行政许可</td><td>7</td></tr></table></body></html>";
  for (const char* name : {"a.doc", "a.xls", "a.html", "a"}) {
    const auto response = ReadFile(name, page);
    ASSERT_TRUE(response.ok()) << name << response.status();
    EXPECT_EQ(response->report().proactive_disclosure().licensing_decisions(), 7) << name;
  }
}

TEST(ReadDocument, KeepsTheTextsOfAReportThatStandsInOneTable) {
  const auto response = ReadFile("报告.csv",
                                 "一、总体情况,,,\n本年公开信息。,,,\n分类办理。,,,\n二、主动公开政府信息情况,,,\n"
                                 "第二十条第（一）项,,,\n信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,1,2,3\n"
                                 "五、存在的主要问题及改进情况,,,\n更新不及时。,,,\n");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->report().proactive_disclosure().rules().repealed(), 2);
  EXPECT_EQ(response->report().narrative().overview(), "本年公开信息。\n分类办理。");
  EXPECT_EQ(response->report().narrative().problems_and_improvements(), "更新不及时。");
}

TEST(ReadDocument, RefusesAnEmptyFile) {
  EXPECT_EQ(status::ReasonOf(ReadFile("a.txt", "").status()), "DOCUMENT_UNREADABLE");
  EXPECT_EQ(status::ReasonOf(ReadFile("a.json", " \r\n\t").status()), "DOCUMENT_UNREADABLE");
}

TEST(ReadDocument, RefusesMoreThanTwentyMegabytes) {
  const auto response = ReadFile("a.txt", std::string((20 << 20) + 1, 'x'));
  EXPECT_EQ(response.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(status::ReasonOf(response.status()), "DOCUMENT_TOO_LARGE");
}

TEST(ReadDocument, TakesAParagraphOfTwentyMegabytes) {
  const auto response = ReadFile("a.txt", std::string(20 << 20, 'x'));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->report().marks_size(), 200);
}

TEST(ReadDocument, TakesAByteOrderMarkInFrontOfJson) {
  const auto report = ReadFile("a.txt", TextOf({}))->report();
  for (const char* name : {"a.json", "a"}) {
    const auto again = ReadFile(name, "\xEF\xBB\xBF" + JsonOf(report));
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(again->report(), report));
  }
}

TEST(ReadDocument, SaysWhereJsonIsNotUtf8BeforeItIsParsed) {
  testing::internal::CaptureStderr();
  const auto response = ReadFile("a.json", "{\"organName\": \"\xC7\xE5\"}");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(status::ReasonOf(response.status()), "DOCUMENT_UNREADABLE");
  EXPECT_THAT(response.status().message(), HasSubstr("offset 15"));
}

TEST(ReadDocument, TakesTheWholeAnswerOfAnEarlierReading) {
  ReportText text;
  text.cells = {{"requests.received.natural_person", "5①"}};
  const auto first = ReadFile("a.txt", TextOf(text));
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->findings_size(), 1);
  EXPECT_EQ(first->findings(0).cells(0).value(), "5①");
  std::string json;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(*first, &json).ok());
  const auto again = ReadFile("a.json", json);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*again, *first));
}

TEST(ReadDocument, SaysWhenTheYearIsNotOneOfTheEdition) {
  for (const char* year : {"2019", "2020", "2021", "2100"}) {
    ReportText text;
    text.title = std::string(year) + "年政府信息公开工作年度报告";
    const auto from_text = ReadFile("a.txt", TextOf(text));
    ASSERT_TRUE(from_text.ok()) << from_text.status();
    const auto from_json = ReadFile("a.json", JsonOf(from_text->report()));
    ASSERT_TRUE(from_json.ok()) << from_json.status();
    for (const auto& response : {*from_text, *from_json}) {
      ASSERT_EQ(response.findings_size(), response.report().year() <= 2020 ? 1 : 0) << year;
      if (response.findings_size() == 0) continue;
      EXPECT_EQ(response.findings(0).id(), "document.year_unsupported");
      EXPECT_EQ(response.findings(0).severity(), finding::v1::SEVERITY_ERROR);
    }
  }
  EXPECT_EQ(ReadFile("a.json", R"({"year": 2101})")->findings_size(), 1);
}

}  // namespace
}  // namespace nianbao::document::domain
