#include "tests/scale/totals.h"

#include <stdexcept>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/rpc/client_call.h"
#include "tests/scale/phase.h"

namespace nianbao::scale {
namespace {

namespace v1 = aggregation::v1;

const rpc::CallOptions kPatientReader = {.actor = "统计人", .timeout = kPatience, .wait_for_ready = true};
constexpr absl::Duration kPause = absl::Milliseconds(5);

std::string NameOf(const SumKey& key, v1::Tree tree) {
  return absl::StrCat(key.node, " ", key.year, key.line.empty() ? "" : " ", key.line, " ", v1::Tree_Name(tree));
}

}  // namespace

Totals::Totals(const std::shared_ptr<grpc::Channel>& channel) : stub_(v1::AggregationService::NewStub(channel)) {}

v1::Aggregate Totals::Get(const SumKey& key, v1::Tree tree, int64_t min_sequence) {
  v1::GetAggregateRequest request;
  request.set_node(key.node);
  request.set_year(key.year);
  request.set_line(key.line);
  request.set_tree(tree);
  request.set_min_sequence(min_sequence);
  const absl::Time give_up = absl::Now() + kPatience;
  while (true) {
    auto response = rpc::CallUnary(*stub_, &v1::AggregationService::Stub::GetAggregate, request, kPatientReader);
    if (response.ok()) return std::move(*response->mutable_aggregate());
    if (!absl::IsUnavailable(response.status()) || absl::Now() > give_up) {
      Check(response.status(), "the total of " + NameOf(key, tree));
    }
    absl::SleepFor(kPause);
  }
}

int Totals::Compare(const Sums& sums, int64_t min_sequence) {
  int compared = 0;
  for (const auto& [key, sum] : sums.Get()) {
    for (const v1::Tree tree : {v1::TREE_YEAR, v1::TREE_TODAY}) {
      const v1::Aggregate total = Get(key, tree, min_sequence);
      if (total.coverage().accepted() != sum.reports) {
        throw std::runtime_error(absl::StrCat(NameOf(key, tree), ": got ", total.coverage().accepted(),
                                              " accepted reports, want ", sum.reports));
      }
      const auto figures = form::VectorOf(total.totals());
      Check(figures.status(), "the figures of " + NameOf(key, tree));
      for (const form::Cell& cell : form::Catalogue::Get().cells()) {
        if (figures->value(cell.index) == sum.cells[cell.index]) continue;
        throw std::runtime_error(absl::StrCat(NameOf(key, tree), ": ", cell.code, ": got ", figures->value(cell.index),
                                              ", want ", sum.cells[cell.index]));
      }
      ++compared;
    }
  }
  return compared;
}

}  // namespace nianbao::scale
