// What people ask about totals on the command line, over a running suite.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";
const std::string kReceived = "requests.received.total";

// The district with the reports of two organs for 2023, and of one for 2024.
class TotalsCommand : public testing::Test {
 protected:
  TotalsCommand() {
    EXPECT_EQ(Run({"roster", "import", RosterWithLines()}).exit_status, 0);
    Backload("2023", "qinghe-housing");
    Backload("2023", "qinghe-education");
    Backload("2024", "qinghe-education");
  }

  CommandResult Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--server", suite_.AddressOf("nianbao"), "--as", "区政务公开办"});
    return RunNianbao(arguments);
  }
  std::string Text(const std::vector<std::string>& arguments) {
    const CommandResult result = Run(arguments);
    EXPECT_EQ(result.exit_status, 0) << result.output;
    return result.output;
  }
  template <typename Response>
  Response Json(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--output", "json"});
    Response response;
    const std::string json = Text(arguments);
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &response).ok()) << json;
    return response;
  }

  void Backload(const std::string& year, const std::string& organ) {
    EXPECT_EQ(
        Run({"filing", "backload", absl::StrCat(kDistrict, year, "/", organ, ".txt"), "--organ", organ}).exit_status,
        0);
  }
  // As its report prints it.
  static int64_t Received(const std::string& year, const std::string& organ) {
    const std::string path = absl::StrCat(kDistrict, year, "/", organ, ".txt");
    return std::stoll(ParseCells(RunNianbao({"import", path, "--output", "cells"}).output).at(kReceived));
  }
  aggregation::v1::Aggregate Total(const std::string& year) {
    return Json<aggregation::v1::GetAggregateResponse>({"aggregate", "qinghe", "--year", year}).aggregate();
  }

  Suite suite_{Shape::kOneProcess};

 private:
  // The roster of the sample, with a column for the line of work, which the police bureau fills.
  std::string RosterWithLines() {
    const std::string path = suite_.data_folder() + "/roster.csv";
    std::ifstream sample(kDistrict + "roster.csv", std::ios::binary);
    std::ofstream roster(path, std::ios::binary);
    for (std::string line; std::getline(sample, line);) {
      const bool head = line.rfind("id,", 0) == 0;
      const bool police = line.rfind("qinghe-police,", 0) == 0;
      roster << line << (head ? ",line" : police ? ",公安" : ",") << "\n";
    }
    return path;
  }
};

TEST_F(TotalsCommand, ATotalSaysThatItIsPartial) {
  EXPECT_THAT(Text({"aggregate", "qinghe", "--year", "2023"}),
              AllOf(HasSubstr("泠州市清禾区人民政府 2023年（部分汇总）\n汇总自 2 / 13 份"), HasSubstr("未报送 11 份")));
  EXPECT_THAT(Text({"aggregate", "qinghe-housing", "--year", "2023", "--today"}),
              HasSubstr("清禾区住房和城乡建设局 2023年（现行口径）\n汇总自 1 / 1 份"));
}

TEST_F(TotalsCommand, ChildrenAreListedOneByOne) {
  const auto children =
      Json<aggregation::v1::ListChildAggregatesResponse>({"aggregate", "qinghe", "--year", "2023", "--children"});
  EXPECT_EQ(children.aggregates_size(), 13);
  EXPECT_THAT(Text({"aggregate", "qinghe", "--year", "2023", "--children"}), HasSubstr("清禾区民政局"));
}

TEST_F(TotalsCommand, WhoIsMissingIsListed) {
  EXPECT_THAT(Text({"aggregate", "qinghe", "--year", "2023", "--missing"}),
              AllOf(HasSubstr("尚未计入的报告 11 份"), HasSubstr("未报送  清禾区民政局"),
                    HasSubstr("上级 泠州市清禾区人民政府"), Not(HasSubstr("清禾区教育局"))));
  EXPECT_EQ(
      Json<aggregation::v1::ListMissingResponse>({"aggregate", "qinghe", "--year", "2024", "--missing"}).total_size(),
      12);
  EXPECT_THAT(Text({"aggregate", "qinghe-education", "--year", "2024", "--missing"}), HasSubstr("已全部计入"));
}

TEST_F(TotalsCommand, YearsStandBesideEachOther) {
  const int64_t before = Received("2023", "qinghe-education");
  const int64_t now = Received("2024", "qinghe-education");
  ASSERT_NE(before, now);
  const std::string text = Text({"aggregate", "qinghe-education", "--years", "2023,2024"});
  EXPECT_THAT(
      text, AllOf(HasSubstr("2023年  汇总自 1 / 1 份"), HasSubstr("2024年  汇总自 1 / 1 份"), HasSubstr("比2023年增减"),
                  HasSubstr("一、本年新收政府信息公开申请数量"), HasSubstr("结转率")));
  EXPECT_THAT(text, Not(HasSubstr("部分汇总")));
  EXPECT_THAT(Text({"aggregate", "qinghe", "--years", "2023,2024", "--today"}),
              AllOf(HasSubstr("泠州市清禾区人民政府（现行口径）"), HasSubstr("未计入的报告会影响增减与同比")));
  const auto compared = Json<aggregation::v1::CompareAggregatesResponse>(
      {"aggregate", "qinghe-education", "--years", "2023,2024", "--measure", kReceived});
  ASSERT_EQ(compared.rows_size(), 2);
  ASSERT_EQ(compared.rows(1).measures_size(), 1);
  EXPECT_EQ(compared.rows(1).measures(0).now().numerator(), now);
  EXPECT_EQ(compared.rows(1).measures(0).difference(), now - before);
}

TEST_F(TotalsCommand, OrgansAreRankedByACellOrByTheNameOfAnIndicator) {
  const auto ranked = Json<aggregation::v1::RankChildAggregatesResponse>(
      {"aggregate", "qinghe", "--year", "2023", "--rank", kReceived});
  ASSERT_EQ(ranked.nodes_size(), 13);
  EXPECT_EQ(ranked.nodes(0).value().numerator(),
            std::max(Received("2023", "qinghe-housing"), Received("2023", "qinghe-education")));
  EXPECT_EQ(ranked.nodes(2).place(), 0) << "the others have filed nothing";
  EXPECT_THAT(Text({"aggregate", "qinghe", "--year", "2023", "--rank", "予以公开率", "--ascending"}),
              HasSubstr("按“予以公开率”从低到高排名"));
  EXPECT_EQ(Run({"aggregate", "qinghe", "--year", "2023", "--rank", "满意率"}).exit_status, 2);
}

TEST_F(TotalsCommand, IndicatorsShowTheirPartsAndWhatTheySay) {
  const auto total = Total("2023").totals().requests();
  EXPECT_THAT(
      Text({"aggregate", "qinghe", "--year", "2023", "--indicators"}),
      AllOf(HasSubstr("（部分汇总）"), HasSubstr("予以公开率"),
            HasSubstr(absl::StrCat(total.outcomes().granted().total(), " / ", total.outcomes().total().total())),
            HasSubstr("尚未审结的不计")));
}

TEST_F(TotalsCommand, AFigureIsExplainedByTheReportsBehindIt) {
  const auto explained =
      Json<aggregation::v1::ExplainCellResponse>({"explain", "qinghe", kReceived, "--year", "2023", "--limit", "0"});
  ASSERT_EQ(explained.shares_size(), 2);
  EXPECT_EQ(explained.total(), Received("2023", "qinghe-housing") + Received("2023", "qinghe-education"));
  EXPECT_EQ(explained.shares(1).running_total(), explained.total());
  EXPECT_THAT(Text({"explain", "qinghe", kReceived, "--year", "2023", "--limit", "1"}),
              AllOf(HasSubstr("汇总自 2 / 13 份"), HasSubstr(absl::StrCat("：", explained.total(), "（截至")),
                    HasSubstr(explained.shares(0).filing()), Not(HasSubstr(explained.shares(1).filing())),
                    HasSubstr("其余 1 份")));
  EXPECT_EQ(Run({"explain", "qinghe", "requests.received", "--year", "2023"}).exit_status, 2);
}

TEST_F(TotalsCommand, WhatMovedAFigureSinceAnEventIsTold) {
  const int64_t before = Total("2023").position().sources(0).sequence();
  const int64_t education = Received("2023", "qinghe-education");
  const int64_t both = education + Received("2023", "qinghe-housing");
  ASSERT_EQ(Run({"review", "revoke", "qinghe-housing/2023", "--reason", "补录有误"}).exit_status, 0);
  const std::string since = absl::StrCat(before);
  EXPECT_THAT(Text({"explain", "qinghe", kReceived, "--year", "2023", "--since", since}),
              AllOf(HasSubstr(absl::StrCat("由 ", both, " → ", education)), HasSubstr("撤销"),
                    HasSubstr("清禾区住房和城乡建设局"), Not(HasSubstr("清禾区教育局"))));
  const auto then =
      Json<aggregation::v1::GetAggregateResponse>({"aggregate", "qinghe", "--year", "2023", "--as-of", since});
  EXPECT_EQ(then.aggregate().totals().requests().received().total(), both);
  EXPECT_EQ(Total("2023").totals().requests().received().total(), education);
  EXPECT_THAT(Text({"explain", "qinghe", kReceived, "--year", "2024", "--since", since}), HasSubstr("合计未变"));
  EXPECT_EQ(Run({"explain", "qinghe", kReceived, "--year", "2023", "--since", "100000"}).exit_status, 2);
}

TEST_F(TotalsCommand, TheReportThatMovedAFigureMostIsToldFirst) {
  const std::string text = Text({"explain", "qinghe", kReceived, "--year", "2023", "--since", "0"});
  const bool housing = Received("2023", "qinghe-housing") > Received("2023", "qinghe-education");
  const size_t most = text.find(housing ? "qinghe-housing/" : "qinghe-education/");
  const size_t least = text.find(housing ? "qinghe-education/" : "qinghe-housing/");
  ASSERT_NE(least, std::string::npos) << text;
  EXPECT_LT(most, least) << text;
}

TEST_F(TotalsCommand, ARollUpIsHeldAgainstTheComputedTotal) {
  const std::vector<std::string> command = {"aggregate", "qinghe", "--year", "2023", "--roll-up"};
  EXPECT_EQ(Run(command).exit_status, 2) << "none was filed yet";
  form::v1::AnnualReport roll_up = Total("2023").totals();
  const int64_t licences = roll_up.proactive_disclosure().licensing_decisions();
  roll_up.mutable_proactive_disclosure()->set_licensing_decisions(licences + 3);
  std::string json;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(roll_up, &json).ok());
  const std::string path = suite_.data_folder() + "/roll-up.json";
  std::ofstream(path, std::ios::binary) << json;
  ASSERT_NE(Run({"filing", "backload", path, "--organ", "qinghe"}).exit_status, 2);
  const auto compared = Json<aggregation::v1::CompareRollUpResponse>(command);
  ASSERT_EQ(compared.differences_size(), 1);
  EXPECT_EQ(compared.differences(0).filed(), licences + 3);
  EXPECT_THAT(Text(command), AllOf(HasSubstr("organs/qinghe/filings/2023-rollup 第 1 版（未公开）"),
                                   HasSubstr("有 1 格不一致"), HasSubstr("+3")));
}

TEST_F(TotalsCommand, ALineOfWorkIsSummedAlone) {
  EXPECT_THAT(Text({"aggregate", "qinghe", "--year", "2023", "--line", "公安"}),
              HasSubstr("2023年（条线：公安，部分汇总）\n汇总自 0 / 1 份"));
}

TEST_F(TotalsCommand, AskingForTwoThingsAtOnceIsRefused) {
  EXPECT_EQ(Run({"aggregate", "qinghe"}).exit_status, 2);
  EXPECT_EQ(Run({"aggregate", "qinghe", "--year", "2023", "--years", "2023,2024"}).exit_status, 2);
  EXPECT_EQ(Run({"aggregate", "qinghe", "--year", "2023", "--missing", "--children"}).exit_status, 2);
  EXPECT_EQ(Run({"aggregate", "qinghe", "--years", "2023,2024", "--children"}).exit_status, 2);
  EXPECT_EQ(Run({"aggregate", "qinghe", "--year", "2023", "--as-of", "1", "--missing"}).exit_status, 2);
}

}  // namespace
}  // namespace nianbao::integration
