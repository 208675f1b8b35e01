// `nianbao yearbook` as the office of a district runs it, over a running service.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";

std::string Load(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

class Yearbook : public testing::Test {
 protected:
  Yearbook() { EXPECT_EQ(Run({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0); }

  CommandResult Run(std::vector<std::string> arguments) {
    for (const std::string& more :
         {std::string("--server"), suite_.AddressOf("nianbao"), std::string("--as"), std::string("区政务公开办")}) {
      arguments.push_back(more);
    }
    return RunNianbao(arguments);
  }
  void Backload(const std::string& organ) {
    ASSERT_EQ(Run({"filing", "backload", kDistrict + "2023/" + organ + ".txt", "--organ", organ}).exit_status, 0);
  }
  // The path of the yearbook of 2023.
  std::string Write(const std::string& format, std::vector<std::string> more = {}) {
    const std::string path = suite_.data_folder() + "/yearbook." + format;
    std::vector<std::string> arguments = {"yearbook", "qinghe", "--year", "2023", "--to", format, "-o", path};
    arguments.insert(arguments.end(), more.begin(), more.end());
    EXPECT_EQ(Run(arguments).exit_status, 0);
    return path;
  }

  Suite suite_{Shape::kOneProcess};
};

TEST_F(Yearbook, IsReadAgainWithTheFiguresOfTheTotalInEveryFormat) {
  Backload("qinghe-housing");
  Backload("qinghe-police");
  const auto totals = ParseCells(Run({"aggregate", "qinghe", "--year", "2023", "--output", "cells"}).output);
  EXPECT_EQ(totals.size(), 200);
  for (const std::string format : {"docx", "xlsx", "html"}) {
    const std::string path = Write(format);
    const CommandResult read = RunNianbao({"import", path, "--output", "cells"});
    EXPECT_EQ(read.exit_status, 0);
    EXPECT_EQ(ParseCells(read.output), totals) << format;
    EXPECT_THAT(RunNianbao({"import", path}).output, HasSubstr("附件不属于规定格式，未保存"));
    const std::string json = RunNianbao({"import", path, "--output", "json"}).output;
    EXPECT_THAT(json, AllOf(HasSubstr("泠州市清禾区人民政府"), HasSubstr("SCOPE_ROLL_UP"), HasSubstr("2023")));
    EXPECT_THAT(json, Not(HasSubstr("清禾区民政局"))) << "the list is no narrative";
  }
}

TEST_F(Yearbook, SaysThatItIsPartialAndWhoIsMissing) {
  Backload("qinghe-housing");
  const std::string page = Load(Write("html"));
  EXPECT_THAT(page, HasSubstr("<h1>泠州市清禾区人民政府<br>2023年政府信息公开工作年度报告（汇总）</h1>"));
  EXPECT_THAT(page,
              HasSubstr("<h3>汇总范围与覆盖情况</h3>\n<p>汇总不完整：应报 13 份报告，只计入已受理的 1 份，尚缺 12 "
                        "份（待审核 0，已退回 0，未报送 12）。各表所列不是全部机关的合计。</p>"));
  EXPECT_THAT(page, AllOf(HasSubstr("年度口径"), HasSubstr("截至序号"), HasSubstr("未计入合计的机关（12 个）"),
                          HasSubstr("已计入合计的机关（1 个）"), HasSubstr("清禾区民政局")));
  EXPECT_THAT(page, HasSubstr("<h2>一、总体情况</h2>\n</section>")) << "nothing is written in the government's stead";
  EXPECT_THAT(page, Not(HasSubstr("与本名单不同")));
  EXPECT_THAT(Load(Write("html", {"--today"})), HasSubstr("现行口径"));
}

TEST_F(Yearbook, IsWholeOnceAllAreAccepted) {
  for (const std::string organ :
       {"civil-affairs", "development-zone", "education", "health", "hepan", "housing", "human-resources", "luting",
        "market", "natural-resources", "office", "police", "technology"}) {
    Backload("qinghe-" + organ);
  }
  const std::string page = Load(Write("html"));
  EXPECT_THAT(page, AllOf(HasSubstr("<p>汇总完整：应报 13 份报告，已全部受理并计入各表合计。</p>"),
                          Not(HasSubstr("未计入合计的机关（"))));
}

TEST_F(Yearbook, GoesToStandardOutputAndRefusesWhatItCannotWrite) {
  EXPECT_THAT(Run({"yearbook", "qinghe", "--year", "2023", "--to", "html"}).output, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(Run({"yearbook", "qinghe", "--year", "2023", "--to", "docx", "-o", "-"}).output, StartsWith("PK"));
  EXPECT_EQ(Run({"yearbook", "qinghe", "--year", "2023", "--to", "csv"}).exit_status, 2);
  EXPECT_EQ(Run({"yearbook", "qinghe", "--year", "2023"}).exit_status, 2);
  EXPECT_EQ(Run({"yearbook", "nobody", "--year", "2023", "--to", "html"}).exit_status, 2);
  EXPECT_EQ(Run({"yearbook", "qinghe", "--year", "2023", "--to", "html", "-o", "/does/not/exist.html"}).exit_status, 2);
}

}  // namespace
}  // namespace nianbao::integration
