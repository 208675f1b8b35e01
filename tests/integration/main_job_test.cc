// The main job on the sample district, with the suite in both shapes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/form/cell_vector.h"
#include "libs/form/decimal.h"
#include "libs/status/error.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/recomputation.h"

namespace nianbao::integration {
namespace {

using submission::v1::SubmissionService;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

const std::string kSource = NIANBAO_SOURCE_DIR;
const std::string kDistrict = kSource + "/samples/qinghe";

std::vector<organ::v1::Organ> Roster() {
  std::ifstream file(kDistrict + "/roster.csv");
  std::string line;
  std::getline(file, line);
  std::vector<organ::v1::Organ> organs;
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = absl::StrSplit(line, ',');
    organ::v1::Organ& organ = organs.emplace_back();
    organ.set_name("organs/" + fields[0]);
    organ.set_title(fields[1]);
    organ.set_kind(organ::v1::ORGAN_KIND_DEPARTMENT);
    organ.set_scope_duty(fields[4] == "OWN" ? organ::v1::SCOPE_DUTY_OWN : organ::v1::SCOPE_DUTY_ROLL_UP);
    if (!fields[5].empty()) organ.set_parent("organs/" + fields[5]);
  }
  return organs;
}

// organ id -> file.
std::map<std::string, std::string> FilesOf(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(kDistrict + "/" + folder)) {
    files[entry.path().stem().string()] = entry.path().string();
  }
  return files;
}

std::map<std::string, std::string> IndependentTotals(const std::vector<std::string>& folders) {
  std::vector<std::string> command = {kSource + "/tests/integration/samples/recompute_totals.py"};
  for (const std::string& folder : folders) command.push_back(kDistrict + "/" + folder);
  const CommandResult result = RunCommand(command);
  EXPECT_EQ(result.exit_status, 0);
  return ParseCells(result.output);
}

std::map<std::string, std::string> Printed(const form::v1::AnnualReport& totals) {
  std::map<std::string, std::string> printed;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    printed[cell.code] = form::FormatDecimal(form::GetFigure(cell, totals).value(), cell.scale);
  }
  return printed;
}

class MainJob : public testing::TestWithParam<Shape> {
 protected:
  form::v1::AnnualReport Read(const std::string& path) {
    const auto document = clerk_.Read(path);
    EXPECT_TRUE(document.ok()) << path << ": " << document.status();
    return document->report();
  }

  void FileAndAccept(const std::string& organ, const form::v1::AnnualReport& report,
                     const std::vector<std::string>& warnings = {}) {
    auto request = SubmitRequest(organ, report);
    for (const std::string& warning : warnings) {
      auto& explanation = *request.add_explanations();
      explanation.set_finding(warning);
      explanation.set_text("上年结转数有误，已核实。");
    }
    const auto submitted = clerk_.Submit(request);
    ASSERT_TRUE(submitted.ok()) << organ << ": " << submitted.status();
    ASSERT_TRUE(reviewer_.Accept(AcceptRequest(submitted->filing())).ok());
  }

  std::vector<std::string> DraftFindings(const std::string& organ, const form::v1::AnnualReport& report) {
    submission::v1::SaveDraftRequest request;
    request.set_request_id(rpc::NewRequestId());
    request.set_filing(absl::StrCat("organs/", organ, "/filings/", report.year(), "-own"));
    *request.mutable_report() = report;
    const auto saved =
        rpc::CallUnary(clerk_.submission(), &SubmissionService::Stub::SaveDraft, request, clerk_.options());
    EXPECT_TRUE(saved.ok()) << saved.status();
    std::vector<std::string> findings;
    for (const auto& finding : saved->filing().open_revision().verdict().findings()) findings.push_back(finding.id());
    return findings;
  }

  Suite suite_{GetParam()};
  Client clerk_{suite_, "填报人"};
  Client reviewer_{suite_, "审核人"};
};

TEST_P(MainJob, EndsInTotalsThatAnIndependentAdditionOfTheDocumentsGives) {
  ASSERT_TRUE(clerk_.ImportOrgans(Roster()).ok());
  for (const auto& [organ, file] : FilesOf("2023")) FileAndAccept(organ, Read(file));
  for (const auto& [organ, file] : FilesOf("2024")) {
    const auto report = Read(file);
    if (organ == "qinghe-housing") {
      const absl::Status refused = clerk_.Submit(SubmitRequest(organ, report)).status();
      EXPECT_EQ(status::ReasonOf(refused), "REPORT_HAS_ERRORS") << refused;
      FileAndAccept(organ, Read(FilesOf("2024-corrected").at(organ)));
    } else if (organ == "qinghe-human-resources") {
      const absl::Status refused = clerk_.Submit(SubmitRequest(organ, report)).status();
      EXPECT_EQ(status::ReasonOf(refused), "WARNINGS_UNEXPLAINED") << refused;
      FileAndAccept(organ, report, {"requests.carry_over/natural_person", "requests.carry_over/total"});
    } else {
      FileAndAccept(organ, report);
    }
  }

  const int64_t head = clerk_.Head()->sequence();
  const auto of_2023 = clerk_.Aggregate("organs/qinghe", 2023, head);
  ASSERT_TRUE(of_2023.ok()) << of_2023.status();
  EXPECT_EQ(Printed(of_2023->totals()), IndependentTotals({"2023"}));
  EXPECT_EQ(of_2023->coverage().accepted(), 13);
  EXPECT_EQ(of_2023->coverage().expected(), 13);

  const auto of_2024 = clerk_.Aggregate("organs/qinghe", 2024, head);
  ASSERT_TRUE(of_2024.ok()) << of_2024.status();
  EXPECT_EQ(Printed(of_2024->totals()), IndependentTotals({"2024", "2024-corrected"}));
  EXPECT_EQ(of_2024->coverage().accepted(), 12);
  EXPECT_EQ(of_2024->coverage().expected(), 13);
  EXPECT_EQ(of_2024->coverage().missing(), 1);
}

TEST_P(MainJob, ShowsADraftsFindingsByCell) {
  ASSERT_TRUE(clerk_.ImportOrgans(Roster()).ok());
  EXPECT_THAT(DraftFindings("qinghe-housing", Read(FilesOf("2024").at("qinghe-housing"))),
              ElementsAre("requests.row_sum/outcomes.refused.process_information", "requests.column_sum/natural_person",
                          "filing.in_time"));
}

TEST_P(MainJob, ACorrectionMovesTheTotalsByItsDifferenceOnceItIsAccepted) {
  ASSERT_TRUE(clerk_.ImportOrgans(Roster()).ok());
  const auto report = Read(FilesOf("2024").at("qinghe-education"));
  FileAndAccept("qinghe-education", report);
  auto corrected = report;
  auto& licences = *corrected.mutable_proactive_disclosure();
  licences.set_licensing_decisions(licences.licensing_decisions() + 5);

  auto request = SubmitRequest("qinghe-education", corrected);
  request.set_etag(clerk_.Get(request.filing())->etag());
  request.set_correction_reason("漏计五件许可。");
  const auto submitted = clerk_.Submit(request);
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  const auto before = clerk_.Aggregate("organs/qinghe", 2024, submitted->token().sequence());
  EXPECT_EQ(before->totals().proactive_disclosure().licensing_decisions(),
            report.proactive_disclosure().licensing_decisions());
  EXPECT_EQ(before->coverage().accepted(), 1);

  const auto accepted = reviewer_.Accept(AcceptRequest(submitted->filing()));
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  const auto after = clerk_.Aggregate("organs/qinghe", 2024, accepted->token().sequence());
  EXPECT_EQ(after->totals().proactive_disclosure().licensing_decisions(),
            report.proactive_disclosure().licensing_decisions() + 5);
  EXPECT_EQ(after->coverage().accepted(), 1);
}

INSTANTIATE_TEST_SUITE_P(InEveryShape, MainJob,
                         testing::Values(Shape::kOneProcess, Shape::kFourProcesses, Shape::kOnPostgres),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace nianbao::integration
