#include "services/aggregation/domain/query/list_child_aggregates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "tests/unit/services/aggregation/query/city.h"
#include "tests/unit/services/aggregation/served.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::About;
using nianbao::testing::City;
using nianbao::testing::Served;
using ::testing::ElementsAre;

using ListRequest = v1::ListChildAggregatesRequest;

std::vector<std::string> NodesOf(const v1::ListChildAggregatesResponse& response) {
  std::vector<std::string> nodes;
  for (const auto& aggregate : response.aggregates()) nodes.push_back(aggregate.node());
  return nodes;
}

TEST(ListChildAggregates, ComesInPagesByName) {
  const Served served(City());
  ListRequest request = About<ListRequest>("east");
  request.set_page_size(2);
  auto page = served.Ask(ListChildAggregates, request);
  EXPECT_THAT(NodesOf(page), ElementsAre("organs/a", "organs/b"));
  request.set_page_token(page.next_page_token());
  page = served.Ask(ListChildAggregates, request);
  EXPECT_THAT(NodesOf(page), ElementsAre("organs/c"));
  EXPECT_EQ(page.next_page_token(), "");
}

TEST(ListChildAggregates, RefusesTheTokenOfAnotherQuestion) {
  const Served served(City());
  ListRequest request = About<ListRequest>("east");
  request.set_page_size(1);
  ListRequest other = About<ListRequest>("city");
  other.set_page_token(served.Ask(ListChildAggregates, request).next_page_token());
  EXPECT_EQ(status::ReasonOf(served.Try(ListChildAggregates, other).status()), "FIELD_INVALID");
}

}  // namespace
}  // namespace nianbao::aggregation
