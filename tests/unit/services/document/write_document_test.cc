#include "services/document/domain/write_document.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include <string>

#include "libs/status/error.h"
#include "services/document/domain/read_document.h"
#include "services/document/readers/open_document.h"
#include "services/document/writers/all_writers.h"
#include "tests/unit/services/document/sample_annex.h"
#include "tests/unit/services/document/sample_report.h"

namespace nianbao::document::domain {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

absl::StatusOr<v1::WriteDocumentResponse> Write(const form::v1::AnnualReport& report, v1::Format format,
                                                const Limits& limits = {}) {
  v1::WriteDocumentRequest request;
  *request.mutable_report() = report;
  request.set_format(format);
  return WriteDocument(request, writers::AllWriters(), limits);
}

std::string NameOf(const std::string& organ) {
  form::v1::AnnualReport report = SampleReport();
  report.set_organ_name(organ);
  return Write(report, v1::FORMAT_JSON)->file_name();
}

TEST(WriteDocument, WritesEveryFormatThatHasANumber) {
  for (int format = v1::Format_MIN + 1; format <= v1::Format_MAX; ++format) {
    const auto written = Write(SampleReport(), static_cast<v1::Format>(format));
    ASSERT_TRUE(written.ok()) << written.status();
    EXPECT_FALSE(written->content().empty());
    EXPECT_THAT(written->media_type(), HasSubstr("/"));
  }
}

TEST(WriteDocument, WritesJsonThatIsReadAsTheSameReport) {
  const auto written = Write(SampleReport(), v1::FORMAT_JSON);
  ASSERT_TRUE(written.ok()) << written.status();
  v1::ReadDocumentRequest request;
  request.set_file_name(written->file_name());
  request.set_content(written->content());
  const auto read = ReadDocument(request, readers::OpenDocument);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(read->report(), SampleReport()));
}

TEST(WriteDocument, NamesTheFileByYearOrganAndTitle) {
  form::v1::AnnualReport report = SampleReport();
  report.set_organ_name("清溪县人民政府");
  report.set_scope(form::v1::SCOPE_ROLL_UP);
  EXPECT_EQ(Write(report, v1::FORMAT_DOCX)->file_name(), "2024年清溪县人民政府政府信息公开工作年度报告（汇总）.docx");
}

TEST(WriteDocument, NamesTheFileSoThatEveryFileSystemTakesIt) {
  EXPECT_EQ(NameOf("a/b\\c:d*e?f\"g<h>i|j\n"), "2024年a-b-c-d-e-f-g-h-i-j政府信息公开工作年度报告.json");
  EXPECT_EQ(NameOf("../../etc/passwd"), "2024年-..-etc-passwd政府信息公开工作年度报告.json");
  std::string longest;
  for (int i = 0; i < 1000; ++i) longest += "县";
  EXPECT_LE(NameOf(longest).size(), 200);
  EXPECT_THAT(NameOf(longest), EndsWith("县政府信息公开工作年度报告.json"));
  form::v1::AnnualReport report;
  report.set_organ_name("..");
  EXPECT_EQ(Write(report, v1::FORMAT_CSV)->file_name(), "政府信息公开工作年度报告.csv");
}

TEST(WriteDocument, RefusesAMissingFormat) {
  const absl::Status status = Write(SampleReport(), v1::FORMAT_UNSPECIFIED).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(status), "FIELD_INVALID");
  EXPECT_FALSE(status::ChineseOf(status).empty());
  EXPECT_EQ(status::ReasonOf(Write(SampleReport(), static_cast<v1::Format>(99)).status()), "FIELD_INVALID");
}

TEST(WriteDocument, RefusesAMissingReport) {
  v1::WriteDocumentRequest request;
  request.set_format(v1::FORMAT_HTML);
  EXPECT_EQ(status::ReasonOf(WriteDocument(request, writers::AllWriters()).status()), "FIELD_INVALID");
}

TEST(WriteDocument, RefusesTextThatIsNoText) {
  form::v1::AnnualReport report = SampleReport();
  report.mutable_narrative()->set_overview("\xFF");
  const absl::Status status = Write(report, v1::FORMAT_HTML).status();
  EXPECT_EQ(status::ReasonOf(status), "FIELD_INVALID");
  EXPECT_THAT(std::string(status.message()), HasSubstr("narrative.overview"));
}

TEST(WriteDocument, RefusesMarksThatContradictTheFigures) {
  form::v1::AnnualReport report = SampleReport();
  auto& mark = *report.add_marks();
  mark.set_cell("proactive_disclosure.rules.issued");
  mark.set_state(form::v1::CellMark::STATE_NOT_APPLICABLE);
  EXPECT_EQ(status::ReasonOf(Write(report, v1::FORMAT_XLSX).status()), "REPORT_MALFORMED");
}

TEST(WriteDocument, RefusesWhatCouldNotBeReadAgain) {
  form::v1::AnnualReport report = SampleReport();
  report.mutable_narrative()->set_overview("一\n二\n三\n四\n五");
  EXPECT_EQ(status::ReasonOf(Write(report, v1::FORMAT_HTML, {.cells_max = 6}).status()), "DOCUMENT_TOO_LARGE");
  EXPECT_EQ(status::ReasonOf(Write(report, v1::FORMAT_HTML, {.input_bytes_max = 1000}).status()), "DOCUMENT_TOO_LARGE");
  v1::WriteDocumentRequest request;
  *request.mutable_report() = SampleReport();
  request.set_format(v1::FORMAT_DOCX);
  *request.add_annexes() = SampleAnnex();
  // Four paragraphs of sections, two of the annex, and five rows of two cells.
  const int texts = 4 + 2 + 5 * (1 + 2 * 2);
  EXPECT_TRUE(WriteDocument(request, writers::AllWriters(), {.cells_max = texts}).ok());
  EXPECT_EQ(status::ReasonOf(WriteDocument(request, writers::AllWriters(), {.cells_max = texts - 1}).status()),
            "DOCUMENT_TOO_LARGE");
}

v1::WriteDocumentRequest WithAnnex(v1::Format format, const v1::Annex& annex) {
  v1::WriteDocumentRequest request;
  *request.mutable_report() = SampleReport();
  request.set_format(format);
  *request.add_annexes() = annex;
  return request;
}

TEST(WriteDocument, RefusesAnnexesThatTheFormatDoesNotHold) {
  const absl::Status status = WriteDocument(WithAnnex(v1::FORMAT_CSV, SampleAnnex()), writers::AllWriters()).status();
  EXPECT_EQ(status::ReasonOf(status), "FIELD_INVALID");
  EXPECT_THAT(status::ChineseOf(status), HasSubstr("docx、html 或 xlsx"));
}

TEST(WriteDocument, WritesTheLargestAnnexesSoThatTheReportIsReadAgain) {
  v1::Annex cells = SampleAnnex();
  *cells.mutable_tables(0) = TableOfSize(4, 7'500);
  cells.mutable_tables()->RemoveLast();
  v1::Annex lines = SampleAnnex();
  lines.clear_tables();
  while (lines.paragraphs_size() < 10'000 - 2 - 7'500 - 1) lines.add_paragraphs("段");
  for (const v1::Format format : {v1::FORMAT_DOCX, v1::FORMAT_HTML, v1::FORMAT_XLSX}) {
    v1::WriteDocumentRequest request = WithAnnex(format, cells);
    *request.add_annexes() = lines;
    const auto written = WriteDocument(request, writers::AllWriters());
    ASSERT_TRUE(written.ok()) << written.status();
    v1::ReadDocumentRequest file;
    file.set_file_name(written->file_name());
    file.set_content(written->content());
    const auto read = ReadDocument(file, readers::OpenDocument);
    ASSERT_TRUE(read.ok()) << written->file_name() << read.status();
    EXPECT_EQ(read->report().requests().SerializeAsString(), SampleReport().requests().SerializeAsString());
    EXPECT_EQ(read->report().narrative().other_matters(), SampleReport().narrative().other_matters());
  }
}

}  // namespace
}  // namespace nianbao::document::domain
