// `nianbao render` as a clerk runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kReport = NIANBAO_SOURCE_DIR "/samples/qinghe/2024/qinghe-education.txt";

std::string Load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

TEST(Render, WritesJsonThatIsImportedWithTheSameCells) {
  TempFolder folder;
  const std::string path = folder.path() + "/report.json";
  EXPECT_EQ(RunNianbao({"render", kReport, "--to", "json", "-o", path}).exit_status, 0);
  EXPECT_EQ(RunNianbao({"import", path, "--output", "cells"}).output,
            RunNianbao({"import", kReport, "--output", "cells"}).output);
}

TEST(Render, WritesToStandardOutputWhenItIsNoTerminal) {
  EXPECT_THAT(RunNianbao({"render", kReport, "--to", "html"}).output, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(RunNianbao({"render", kReport, "--to", "docx"}).output, StartsWith("PK"));
  EXPECT_THAT(RunNianbao({"render", kReport, "--to", "xlsx", "-o", "-"}).output, StartsWith("PK"));
}

TEST(Render, ReplacesTheFileThatIsNamed) {
  TempFolder folder;
  const std::string path = folder.path() + "/report.csv";
  std::ofstream(path) << "old";
  EXPECT_EQ(RunNianbao({"render", kReport, "--to", "csv", "-o", path}).exit_status, 0);
  EXPECT_THAT(Load(path), HasSubstr("行政规范性文件,3,2,12"));
}

TEST(Render, WritesAnEmptyFormWhenNoReportIsGiven) {
  const CommandResult result = RunNianbao({"render", "--to", "csv"});
  EXPECT_EQ(result.exit_status, 0);
  EXPECT_THAT(result.output, HasSubstr("一、本年新收政府信息公开申请数量,,,,,,,,,"));
}

TEST(Render, RefusesAFolderThatIsNotThereAndAFormatThatIsNone) {
  EXPECT_EQ(RunNianbao({"render", kReport, "--to", "csv", "-o", "/does/not/exist/report.csv"}).exit_status, 2);
  EXPECT_EQ(RunNianbao({"render", kReport, "--to", "pdf"}).exit_status, 2);
  EXPECT_EQ(RunNianbao({"render", kReport}).exit_status, 2);
}

TEST(Render, WritesAReportWithAHoleAndSaysSoByItsExitStatus) {
  TempFolder folder;
  std::string text = Load(kReport);
  const std::string label = "一、本年新收政府信息公开申请数量";
  text.insert(text.find_first_of("0123456789", text.find(label) + label.size()), "约");
  const std::string path = folder.path() + "/report.txt";
  std::ofstream(path, std::ios::binary) << text;
  const CommandResult result = RunNianbao({"render", path, "--to", "csv"});
  EXPECT_EQ(result.exit_status, 3);
  EXPECT_THAT(result.output, HasSubstr("一、本年新收政府信息公开申请数量,,,约15,"));
}

}  // namespace
}  // namespace nianbao::integration
