// What an operator sees: numbers, alerts, the runbook and the log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/unit/libs/rpc/scrape.h"

namespace nianbao::integration {
namespace {

using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

constexpr char kAlerts[] = "deploy/observability/alerts.yaml";
constexpr char kDashboard[] = "deploy/observability/dashboard.json";
constexpr char kTraceId[] = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr char kTraceparent[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
constexpr char kText[] = "本机关办公地点设在梧桐巷十七号。";

const std::vector<std::string> kPrograms = {"document", "validation", "submission", "aggregation"};

std::string ContentOf(const std::string& path) {
  std::ifstream file(std::string(NIANBAO_SOURCE_DIR) + "/" + path);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What the first group of the pattern matches, wherever it does.
std::set<std::string> AllMatches(const std::string& text, const std::string& pattern) {
  std::set<std::string> found;
  const std::regex regex(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

Suite::Options Observed() {
  return {.server = R"(health_listen: "127.0.0.1:0" metrics_listen: "127.0.0.1:0" admin_listen: "127.0.0.1:0")"};
}

// One report on its way through all services; another is refused by the rules.
void FileAndAccept(Suite& suite) {
  std::mt19937_64 random(1);
  Client clerk(suite, "填报人");
  Client reviewer(suite, "审核人");
  ASSERT_TRUE(
      reviewer.ImportOrgans({MakeOrgan("city", ""), MakeOrgan("bureau", "city"), MakeOrgan("office", "city")}).ok());
  ASSERT_TRUE(clerk.Read(NIANBAO_SOURCE_DIR "/samples/qinghe/2024/qinghe-education.txt").ok());
  auto report = ConsistentReport(2024, random);
  report.mutable_narrative()->set_overview(kText);
  auto broken = report;
  broken.mutable_requests()->mutable_received()->set_total(999'999);
  EXPECT_FALSE(clerk.Submit(SubmitRequest("city", broken)).ok());
  const auto submitted = clerk.Submit(SubmitRequest("bureau", report));
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  ASSERT_TRUE(reviewer.Accept(AcceptRequest(submitted->filing())).ok());
  ASSERT_TRUE(clerk.Aggregate("organs/city", 2024, clerk.Head()->sequence()).ok());
}

// Names of numbers without labels.
std::set<std::string> NamesOf(const std::map<std::string, double>& values) {
  std::set<std::string> names;
  for (const auto& [name, value] : values) names.insert(name.substr(0, name.find('{')));
  return names;
}

TEST(Observability, WhatAlertsAndDashboardAskForIsTold) {
  Suite suite(Shape::kFourProcesses, Observed());
  ASSERT_NO_FATAL_FAILURE(FileAndAccept(suite));
  std::set<std::string> told;
  for (const std::string& program : kPrograms) {
    told.merge(NamesOf(rpc::Scrape(suite.SideAddressOf(program, "metrics"))));
  }
  // Where there are certificates: side_ports_test shows it.
  told.insert("nianbao_certificate_expiry_timestamp_seconds");
  const std::string metric = "\\b((?:nianbao|process)_[a-z_]+)\\b";
  for (const char* file : {kAlerts, kDashboard}) {
    const std::set<std::string> asked = AllMatches(ContentOf(file), metric);
    EXPECT_GT(asked.size(), 10u) << file;
    EXPECT_THAT(told, IsSupersetOf(asked)) << file;
  }
}

TEST(Observability, TheNumbersAreThoseOfWhatWasDone) {
  Suite suite(Shape::kFourProcesses, Observed());
  ASSERT_NO_FATAL_FAILURE(FileAndAccept(suite));
  Client client(suite, "看板");
  const auto head = static_cast<double>(client.Head()->sequence());
  const auto submission = rpc::Scrape(suite.SideAddressOf("submission", "metrics"));
  EXPECT_EQ(submission.at("nianbao_log_head_sequence"), head);
  EXPECT_GE(submission.at("nianbao_commit_changes_count"), 3);
  EXPECT_EQ(submission.at("nianbao_commit_changes_sum"), submission.at("nianbao_commit_changes_count"));
  EXPECT_EQ(submission.at("nianbao_commit_failures_total"), 0);
  EXPECT_EQ(submission.at(R"(nianbao_calls_total{code="OK",method="SubmitFiling",reason=""})"), 1);
  EXPECT_EQ(submission.at(R"(nianbao_streams_open{method="WatchEvents"})"), 1) << "that of aggregation";
  EXPECT_GT(submission.at("nianbao_head_published_timestamp_seconds"), 1.7e9);

  const auto validation = rpc::Scrape(suite.SideAddressOf("validation", "metrics"));
  EXPECT_GE(validation.at(R"(nianbao_answers_total{code="OK",method="ValidateReports",reason=""})"), 2);
  const auto document = rpc::Scrape(suite.SideAddressOf("document", "metrics"));
  EXPECT_EQ(document.at(R"(nianbao_call_seconds_count{method="ReadDocument"})"), 1);

  const auto aggregation = rpc::Scrape(suite.SideAddressOf("aggregation", "metrics"));
  EXPECT_EQ(aggregation.at(R"(nianbao_feed_position{source="0"})"), head);
  EXPECT_EQ(aggregation.at(R"(nianbao_feed_lag_events{source="0"})"), 0);
  EXPECT_LT(aggregation.at(R"(nianbao_feed_lag_seconds{source="0"})"), 60);
  EXPECT_EQ(aggregation.at(R"(nianbao_feed_broken{source="0"})"), 0);
  EXPECT_EQ(aggregation.at("nianbao_totals_served"), 1);
}

TEST(Observability, EveryAlertHasItsSectionInTheRunbookAndEverySectionItsAlert) {
  const std::string alerts = ContentOf(kAlerts);
  const std::set<std::string> named = AllMatches(alerts, "- alert: (\\w+)");
  EXPECT_GT(named.size(), 10u);
  EXPECT_EQ(AllMatches(ContentOf("docs/runbook.md"), "### (\\w+)\n"), named);
  for (const std::string& name : named) {
    std::string anchor = name;
    std::transform(anchor.begin(), anchor.end(), anchor.begin(), [](unsigned char c) { return std::tolower(c); });
    EXPECT_THAT(alerts, HasSubstr(absl::StrCat("runbook: docs/runbook.md#", anchor, "\n"))) << name;
  }
}

TEST(Observability, EveryAlertSaysHowBadItIsAndWhatItIs) {
  const std::vector<std::string> alerts = absl::StrSplit(ContentOf(kAlerts), "- alert: ");
  for (size_t i = 1; i < alerts.size(); ++i) {
    EXPECT_THAT(alerts[i], HasSubstr("expr: "));
    EXPECT_THAT(alerts[i], testing::ContainsRegex("labels: \\{severity: (warning|critical)\\}"));
    EXPECT_THAT(alerts[i], HasSubstr("summary: \""));
  }
}

TEST(Observability, PrometheusTakesTheAlertsAndRaisesThemAsTheirCasesSay) {
  if (RunCommand({"/bin/sh", "-c", "command -v promtool"}).exit_status != 0) GTEST_SKIP() << "no promtool here";
  const std::string folder = std::string(NIANBAO_SOURCE_DIR) + "/deploy/observability/";
  EXPECT_EQ(RunCommand({"/usr/bin/env", "promtool", "check", "rules", folder + "alerts.yaml"}).exit_status, 0);
  EXPECT_EQ(RunCommand({"/usr/bin/env", "promtool", "test", "rules", folder + "alerts_test.yaml"}).exit_status, 0);
}

TEST(Observability, TheDashboardIsOne) {
  const auto board = nlohmann::json::parse(ContentOf(kDashboard));
  std::set<int> ids;
  for (const auto& panel : board["panels"]) {
    EXPECT_TRUE(ids.insert(panel["id"].get<int>()).second) << "twice: " << panel["id"];
    if (panel["type"] == "row") continue;
    EXPECT_FALSE(panel["targets"].empty()) << panel["title"];
    EXPECT_LE(panel["gridPos"]["x"].get<int>() + panel["gridPos"]["w"].get<int>(), 24) << panel["title"];
  }
  EXPECT_GT(ids.size(), 20u);
}

TEST(Observability, TheLogNamesTheTraceOfACallAndHoldsNoTextOfAReport) {
  testing::internal::CaptureStderr();
  {
    Suite suite(Shape::kFourProcesses, Observed());
    FileAndAccept(suite);
    std::mt19937_64 random(2);
    Client clerk(suite, "填报人");
    auto request = SubmitRequest("office", ConsistentReport(2024, random));
    request.set_request_id("r-17");
    grpc::ClientContext context;
    context.AddMetadata("traceparent", kTraceparent);
    context.AddMetadata(rpc::kActorKey, "填报人");
    submission::v1::SubmitFilingResponse response;
    const grpc::Status submitted = clerk.submission().SubmitFiling(&context, request, &response);
    EXPECT_TRUE(submitted.ok()) << submitted.error_message();
    for (const std::string& program : kPrograms) EXPECT_EQ(suite.Stop(program), 0);
  }
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, Not(HasSubstr(kText)));
  EXPECT_THAT(log, Not(HasSubstr("梧桐巷")));
  bool traced = false;
  const std::vector<std::string> lines = absl::StrSplit(log, '\n', absl::SkipEmpty());
  for (const std::string& line : lines) {
    // gRPC may have something to say itself.
    if (line[0] != '{') continue;
    const auto parsed = nlohmann::json::parse(line);
    if (parsed.contains("method")) EXPECT_EQ(parsed["trace_id"].get<std::string>().size(), 32u) << line;
    if (parsed.value("trace_id", "") != kTraceId) continue;
    traced = true;
    EXPECT_EQ(parsed["service"], "nianbao-submission");
    EXPECT_EQ(parsed["request_id"], "r-17");
    EXPECT_NE(parsed["span_id"], "00f067aa0ba902b7") << "that is the caller's";
  }
  EXPECT_TRUE(traced);
}

}  // namespace
}  // namespace nianbao::integration
