#include "clients/cli/roster_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <fstream>
#include <functional>

#include "google/rpc/error_details.pb.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

using testing::ElementsAre;

constexpr char kHead[] = "id,title,aliases,kind,scope_duty,parent,credit_code,division_code\n";

class RosterFile : public testing::Test {
 protected:
  ~RosterFile() override { std::remove(path_.c_str()); }

  absl::StatusOr<std::vector<organ::v1::Organ>> Read(const std::string& content) {
    std::ofstream(path_, std::ios::binary) << content;
    return ReadRosterFile(path_);
  }

  // The first sheet as `fill` leaves it.
  void WriteWorkbook(const std::function<void(lxw_workbook*, lxw_worksheet*)>& fill) {
    lxw_workbook* const workbook = workbook_new(path_.c_str());
    fill(workbook, workbook_add_worksheet(workbook, "名册"));
    ASSERT_EQ(workbook_close(workbook), LXW_NO_ERROR);
  }

  // Reads content that must be refused, and returns the lines that are blamed.
  std::vector<std::string> Blamed(const std::string& content) {
    std::ofstream(path_, std::ios::binary) << content;
    return BlamedNow();
  }
  // The same for the file as it is.
  std::vector<std::string> BlamedNow() {
    const absl::Status status = ReadRosterFile(path_).status();
    EXPECT_EQ(status::ReasonOf(status), "ROSTER_FILE_INVALID") << status;
    google::rpc::BadRequest bad_request;
    bad_request.ParseFromString(
        std::string(status.GetPayload("type.googleapis.com/google.rpc.BadRequest").value_or(absl::Cord())));
    std::vector<std::string> lines;
    for (const auto& violation : bad_request.field_violations()) lines.push_back(violation.field());
    return lines;
  }

  const std::string path_ = testing::TempDir() + "roster-" + std::to_string(getpid()) + ".csv";
};

TEST_F(RosterFile, ReadsEveryColumn) {
  const auto organs =
      Read(std::string(kHead) + "a,甲局,乙局;丙局,DEPARTMENT,BOTH,gov,11990103MB9901745L,990103000000\n");
  ASSERT_TRUE(organs.ok()) << organs.status();
  ASSERT_EQ(organs->size(), 1U);
  const organ::v1::Organ& organ = organs->front();
  EXPECT_EQ(organ.name(), "organs/a");
  EXPECT_EQ(organ.title(), "甲局");
  EXPECT_THAT(organ.aliases(), ElementsAre("乙局", "丙局"));
  EXPECT_EQ(organ.kind(), organ::v1::ORGAN_KIND_DEPARTMENT);
  EXPECT_EQ(organ.scope_duty(), organ::v1::SCOPE_DUTY_BOTH);
  EXPECT_EQ(organ.parent(), "organs/gov");
  EXPECT_EQ(organ.credit_code(), "11990103MB9901745L");
  EXPECT_EQ(organ.division_code(), "990103000000");
}

TEST_F(RosterFile, ReadsThePowersThatAnOrganLacksWhereTheColumnIsThere) {
  std::string head = kHead;
  head.insert(head.size() - 1, ",lacks");
  const auto organs =
      Read(head + "a,甲局,,DEPARTMENT,OWN,,,,行政强制、规章制定权\nb,乙局,,DEPARTMENT,OWN,,,,行政处罚;行政许可\n" +
           "c,丙局,,DEPARTMENT,OWN,,,,\n");
  ASSERT_TRUE(organs.ok()) << organs.status();
  EXPECT_THAT(organs->at(0).lacks(), ElementsAre(organ::v1::POWER_RULE_MAKING, organ::v1::POWER_COERCION));
  EXPECT_THAT(organs->at(1).lacks(), ElementsAre(organ::v1::POWER_LICENSING, organ::v1::POWER_PENALTY));
  EXPECT_EQ(organs->at(2).lacks_size(), 0);
  EXPECT_THAT(Blamed(head + "a,甲局,,DEPARTMENT,OWN,,,,立法权\nb,乙局,,DEPARTMENT,OWN,,,\n"),
              ElementsAre("第 2 行", "第 3 行"));
}

TEST_F(RosterFile, ReadsTheOtherColumnsInAnyOrder) {
  std::string head = kHead;
  head.insert(head.size() - 1, ",phone,from_day,line,office");
  const auto organs =
      Read(head + "a,甲局,,DEPARTMENT,OWN,,,,0990-1234567,2025-03-01,公安,办公室\nb,乙局,,DEPARTMENT,OWN,,,,,,,\n");
  ASSERT_TRUE(organs.ok()) << organs.status();
  EXPECT_EQ(organs->at(0).contact().phone(), "0990-1234567");
  EXPECT_EQ(organs->at(0).contact().office(), "办公室");
  EXPECT_EQ(organs->at(0).from_day(), "2025-03-01");
  EXPECT_EQ(organs->at(0).line(), "公安");
  EXPECT_FALSE(organs->at(1).has_contact());
  for (const char* others : {",phone,phone", ",telephone"}) {
    std::string wrong = kHead;
    wrong.insert(wrong.size() - 1, others);
    EXPECT_THAT(Blamed(wrong), ElementsAre("第 1 行")) << others;
  }
}

TEST_F(RosterFile, ReadsWhatASpreadsheetSaves) {
  const auto organs = Read(std::string("\xEF\xBB\xBF") +
                           "id,title,aliases,kind,scope_duty,parent,credit_code,division_code\r\n"
                           "gov,\"甲,乙区政府\",,GOVERNMENT,ROLL_UP,,,\r\n");
  ASSERT_TRUE(organs.ok()) << organs.status();
  EXPECT_EQ(organs->front().title(), "甲,乙区政府");
  EXPECT_EQ(organs->front().parent(), "");
}

TEST_F(RosterFile, ReadsAWorkbookAsAnOfficeKeepsIt) {
  WriteWorkbook([](lxw_workbook* workbook, lxw_worksheet* sheet) {
    const char* head[] = {"id",     "title",       "aliases",       "kind",     "scope_duty",
                          "parent", "credit_code", "division_code", "from_day", "phone"};
    for (int column = 0; column < 10; ++column) worksheet_write_string(sheet, 1, column, head[column], nullptr);
    worksheet_write_string(sheet, 2, 0, "gov", nullptr);
    worksheet_write_string(sheet, 2, 1, "甲区政府", nullptr);
    worksheet_write_string(sheet, 2, 3, "GOVERNMENT", nullptr);
    worksheet_write_string(sheet, 2, 4, "ROLL_UP", nullptr);
    worksheet_write_number(sheet, 2, 7, 990103000000, nullptr);
    // A blank line, and a row that ends before its columns do.
    worksheet_write_string(sheet, 4, 0, "a", nullptr);
    worksheet_write_string(sheet, 4, 1, "甲局", nullptr);
    worksheet_write_string(sheet, 4, 3, "DEPARTMENT", nullptr);
    worksheet_write_string(sheet, 4, 4, "OWN", nullptr);
    worksheet_write_string(sheet, 4, 5, "gov", nullptr);
    lxw_format* const day = workbook_add_format(workbook);
    format_set_num_format(day, "yyyy-mm-dd");
    lxw_datetime march = {2025, 3, 1, 0, 0, 0};
    worksheet_write_datetime(sheet, 4, 8, &march, day);
  });
  const auto organs = ReadRosterFile(path_);
  ASSERT_TRUE(organs.ok()) << organs.status();
  ASSERT_EQ(organs->size(), 2U);
  EXPECT_EQ(organs->at(0).name(), "organs/gov");
  EXPECT_EQ(organs->at(0).division_code(), "990103000000");
  EXPECT_EQ(organs->at(0).from_day(), "");
  EXPECT_EQ(organs->at(1).parent(), "organs/gov");
  EXPECT_EQ(organs->at(1).from_day(), "2025-03-01");
  EXPECT_FALSE(organs->at(1).has_contact());
}

TEST_F(RosterFile, BlamesTheRowsOfAWorkbookByTheirNumbersInIt) {
  WriteWorkbook([](lxw_workbook*, lxw_worksheet* sheet) {
    const char* head[] = {"id", "title", "aliases", "kind", "scope_duty", "parent", "credit_code", "division_code"};
    for (int column = 0; column < 8; ++column) worksheet_write_string(sheet, 0, column, head[column], nullptr);
    worksheet_write_string(sheet, 5, 0, "a", nullptr);
  });
  EXPECT_THAT(BlamedNow(), ElementsAre("第 6 行"));
}

TEST_F(RosterFile, SaysThatAWorkbookIsBroken) {
  EXPECT_EQ(status::ReasonOf(Read("PK\x03\x04 no workbook").status()), "DOCUMENT_UNREADABLE");
}

TEST_F(RosterFile, BlamesEveryBadLine) {
  EXPECT_THAT(Blamed(std::string(kHead) + "a,甲局,,BUREAU,OWN,,,\nb,乙局,,DEPARTMENT,OWN,,,\nc,丙局,,DEPARTMENT\n"),
              ElementsAre("第 2 行", "第 4 行"));
}

TEST_F(RosterFile, SaysThatAFileIsOfAnotherEncoding) {
  const absl::Status status = Read(std::string(kHead) + "a,\xBC\xD7\xBE\xD6,,DEPARTMENT,OWN,,,\n").status();
  EXPECT_EQ(status::ReasonOf(status), "ROSTER_FILE_INVALID");
  EXPECT_EQ(status::MetaOf(status, "offset"), std::to_string(sizeof(kHead) - 1 + 2));
}

TEST_F(RosterFile, BlamesAWrongHead) { EXPECT_THAT(Blamed("编号,名称\n"), ElementsAre("第 1 行")); }

TEST_F(RosterFile, BlamesAnEmptyFile) { EXPECT_THAT(Blamed(""), ElementsAre("第 1 行")); }

TEST_F(RosterFile, SaysThatAFileIsNotThere) {
  EXPECT_EQ(status::ReasonOf(ReadRosterFile("/does/not/exist.csv").status()), "FILE_UNREADABLE");
}

}  // namespace
}  // namespace nianbao::cli
