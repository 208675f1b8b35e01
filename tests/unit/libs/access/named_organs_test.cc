#include "libs/access/named_organs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nianbao/aggregation/v1/watch.pb.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "nianbao/submission/v1/submission_service.pb.h"

namespace nianbao::access {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

google::protobuf::RepeatedPtrField<std::string> Paths(std::initializer_list<const char*> paths) {
  return {paths.begin(), paths.end()};
}

TEST(NamedOrgansTest, AFilingNamesItsOrgan) {
  submission::v1::GetFilingRequest request;
  request.set_name("organs/edu/filings/2024-own");
  EXPECT_THAT(NamedOrgans(request, Paths({"name"})), ElementsAre(NamedOrgan{"organs/edu"}));
}

TEST(NamedOrgansTest, AnEmptyFieldStandsForAllTrees) {
  EXPECT_THAT(NamedOrgans(submission::v1::GetFilingRequest(), Paths({"name"})), ElementsAre(NamedOrgan{""}));
}

TEST(NamedOrgansTest, ARequestThatNamesNothingStandsForAllTrees) {
  EXPECT_THAT(NamedOrgans(aggregation::v1::WatchAggregatesRequest(), Paths({"nodes"})), ElementsAre(NamedOrgan{""}));
  EXPECT_THAT(NamedOrgans(directory::v1::ChangeOrganRequest(), Paths({"move.organ", "merge.organs"})),
              ElementsAre(NamedOrgan{""}));
  EXPECT_THAT(NamedOrgans(directory::v1::ChangeOrganRequest(), Paths({})), ElementsAre(NamedOrgan{""}));
}

TEST(NamedOrgansTest, EveryElementOfAListCounts) {
  submission::v1::BatchSubmitFilingsRequest request;
  request.add_requests()->set_filing("organs/edu/filings/2024-own");
  request.add_requests()->set_filing("organs/park/filings/2024-own");
  EXPECT_THAT(NamedOrgans(request, Paths({"requests.filing"})),
              ElementsAre(NamedOrgan{"organs/edu"}, NamedOrgan{"organs/park"}));
}

TEST(NamedOrgansTest, OnlyTheChangeThatIsSetCounts) {
  directory::v1::ChangeOrganRequest request;
  request.mutable_merge()->add_organs("organs/edu");
  request.mutable_merge()->mutable_into()->set_name("organs/new");
  request.mutable_merge()->mutable_into()->set_parent("organs/county");
  EXPECT_THAT(NamedOrgans(request, Paths({"move.organ", "move.parent", "merge.organs", "merge.into"})),
              UnorderedElementsAre(NamedOrgan{"organs/edu"}, NamedOrgan{"organs/new", true, "organs/county"}));
}

TEST(NamedOrgansTest, TellsPathsThatLeadNowhere) {
  const auto* change = directory::v1::ChangeOrganRequest::descriptor();
  EXPECT_TRUE(NamesOrgans(*change, "move.organ"));
  EXPECT_TRUE(NamesOrgans(*change, "split.into"));
  EXPECT_FALSE(NamesOrgans(*change, "move")) << "a message that is no organ";
  EXPECT_FALSE(NamesOrgans(*change, "move.organs"));
  EXPECT_FALSE(NamesOrgans(*change, "move.organ.name")) << "beyond a text";
  EXPECT_FALSE(NamesOrgans(*change, "split.into.title")) << "inside an organ";
  EXPECT_FALSE(NamesOrgans(*submission::v1::ListFilingsRequest::descriptor(), "year")) << "a number";
}

}  // namespace
}  // namespace nianbao::access
