#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/property/submission/comparison.h"
#include "tests/property/submission/reading.h"

namespace nianbao::submission {

using directory::v1::DirectoryService;
using integration::Replica;

namespace {

constexpr int kPageSize = 10'000;

RosterModel::Version VersionOf(const organ::v1::Organ& organ) {
  return {.parent = organ.parent(),
          .title = organ.title(),
          .phone = organ.contact().phone(),
          .absent = organ.absent(),
          .successors = {organ.successors().begin(), organ.successors().end()},
          .predecessors = {organ.predecessors().begin(), organ.predecessors().end()}};
}

std::string Describe(const RosterModel::Version& version) {
  return absl::StrCat(version.absent ? "absent " : "", version.title, " below ", version.parent, " phone ",
                      version.phone, " successors ", absl::StrJoin(version.successors, " "), " predecessors ",
                      absl::StrJoin(version.predecessors, " "));
}

}  // namespace

void CompareList(Replica& replica, const ReferenceModel& model, int year) {
  directory::v1::GetCompletenessRequest request;
  request.set_node(ReferenceModel::kCity);
  request.set_year(year);
  const auto shown = Read(replica.directory(), &DirectoryService::Stub::GetCompleteness, request);
  const auto list = model.lists().find(year);
  if (list != model.lists().end() && !list->second.contains(ReferenceModel::kCity)) return;
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->frozen(), list != model.lists().end());
  EXPECT_EQ(shown->counts().expected() - shown->counts().accepted(), model.Missing(ReferenceModel::kCity, year));
}

void CompareDeadlines(Replica& replica, const ReferenceModel& model, int year) {
  directory::v1::ListDeadlinesRequest request;
  request.set_year(year);
  const auto shown = Read(replica.directory(), &DirectoryService::Stub::ListDeadlines, request);
  ASSERT_TRUE(shown.ok()) << shown.status();
  std::map<std::string, std::string> deadlines;
  for (const auto& deadline : shown->deadlines()) deadlines[deadline.node()] = deadline.day();
  std::map<std::string, std::string> expected;
  for (const auto& [place, day] : model.deadlines()) {
    if (place.first == year) expected[place.second] = absl::StrCat(year + 1, "-01-", day);
  }
  EXPECT_EQ(deadlines, expected);
}

void CompareTree(Replica& replica, const ReferenceModel& model) {
  directory::v1::ListOrgansRequest request;
  request.set_page_size(kPageSize);
  const auto shown = Read(replica.directory(), &DirectoryService::Stub::ListOrgans, request);
  ASSERT_TRUE(shown.ok()) << shown.status();
  std::map<std::string, std::string> tree;
  for (const organ::v1::Organ& organ : shown->organs()) tree[organ.name()] = Describe(VersionOf(organ));
  std::map<std::string, std::string> expected;
  for (const auto& [name, versions] : model.roster().organs()) {
    if (!model.roster().Stands(name, RosterModel::kToday)) continue;
    expected[name] = Describe(model.roster().On(name, RosterModel::kToday));
  }
  EXPECT_EQ(tree, expected);
}

void CompareHistory(Replica& replica, const ReferenceModel& model, const std::string& organ) {
  directory::v1::GetOrganRequest request;
  request.set_name(organ);
  const auto shown = Read(replica.directory(), &DirectoryService::Stub::GetOrgan, request);
  ASSERT_TRUE(shown.ok()) << shown.status();
  std::map<std::string, std::string> history;
  for (const organ::v1::Organ& version : shown->history()) history[version.from_day()] = Describe(VersionOf(version));
  std::map<std::string, std::string> expected;
  for (const auto& [day, version] : model.roster().organs().at(organ)) expected[day] = Describe(version);
  EXPECT_EQ(history, expected) << organ;
}

}  // namespace nianbao::submission
