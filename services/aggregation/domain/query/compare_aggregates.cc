#include "services/aggregation/domain/query/compare_aggregates.h"

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/query/measure.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"
#include "services/aggregation/domain/render_aggregate.h"
#include "services/aggregation/domain/view/sum_overflow.h"

namespace nianbao::aggregation {
namespace {

constexpr int kNodesMax = 100;
constexpr int kYearsMax = 10;
// About 3 MB.
constexpr size_t kFiguresMax = 20'000;

absl::Status Check(const v1::CompareAggregatesRequest& request) {
  RequestCheck check = CheckSelection(request);
  check.Count("nodes", request.nodes_size(), 1, kNodesMax, "nodes", "个节点");
  check.Count("years", request.years_size(), 1, kYearsMax, "years", "个年度");
  for (int i = 0; i < request.nodes_size(); ++i) check.Organ(absl::StrCat("nodes[", i, "]"), request.nodes(i));
  for (int i = 0; i < request.years_size(); ++i) check.Year(absl::StrCat("years[", i, "]"), request.years(i));
  for (int i = 0; i < request.measures_size(); ++i) {
    CheckMeasure(absl::StrCat("measures[", i, "]"), request.measures(i), check);
  }
  const int measures = request.measures().empty() ? form::Catalogue::kCellCount : request.measures_size();
  const size_t figures = size_t{1} * request.nodes_size() * request.years_size() * measures;
  if (figures > kFiguresMax) {
    check.Fault("measures", absl::StrCat("got ", figures, " figures in all, want at most ", kFiguresMax),
                absl::StrCat("一次最多可比较 ", kFiguresMax, " 个数（节点 × 年度 × 项目），现为 ", figures));
  }
  return check.Result();
}

std::vector<Measure> MeasuresOf(const v1::CompareAggregatesRequest& request) {
  std::vector<Measure> measures;
  for (const std::string& name : request.measures()) measures.push_back(*Measure::Find(name));
  if (!measures.empty()) return measures;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) measures.emplace_back(cell);
  return measures;
}

absl::Status SetChange(const Measure& measure, const NodeTotal& total, v1::ComparedMeasure& compared) {
  if (!measure.is_cell()) return absl::OkStatus();
  const absl::int128 difference = absl::int128(compared.now().numerator()) - compared.before().numerator();
  if (!FitsInt64(difference)) return SumOverflow(total, measure.name(), measure.printed_name());
  compared.set_difference(static_cast<int64_t>(difference));
  if (compared.before().numerator() != 0) {
    compared.set_growth(static_cast<double>(difference) / static_cast<double>(compared.before().numerator()));
  }
  return absl::OkStatus();
}

// before: the same node in the year before in the list; nullptr for the first.
absl::Status Render(const std::vector<Measure>& measures, const NodeTotal& total, const v1::YearOfNode* before,
                    v1::YearOfNode& row) {
  row.set_node(total.node);
  row.set_title(total.title);
  row.set_year(total.year);
  *row.mutable_coverage() = RenderCoverage(total.counts);
  for (const Measure& measure : measures) {
    v1::ComparedMeasure& compared = *row.add_measures();
    ASSIGN_OR_RETURN(*compared.mutable_now(), measure.In(total));
    if (before == nullptr) continue;
    *compared.mutable_before() = before->measures(row.measures_size() - 1).now();
    RETURN_IF_ERROR(SetChange(measure, total, compared));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::CompareAggregatesResponse> CompareAggregates(const LiveTotals& totals, absl::Duration patience,
                                                                const v1::CompareAggregatesRequest& request) {
  RETURN_IF_ERROR(Check(request));
  const std::vector<Measure> measures = MeasuresOf(request);
  const Selection selection = SelectionOf(request);
  v1::CompareAggregatesResponse response;
  const auto read = [&](const Engine& engine, int64_t) -> absl::Status {
    for (const std::string& name : request.nodes()) {
      ASSIGN_OR_RETURN(const int node, engine.Find(name));
      for (int i = 0; i < request.years_size(); ++i) {
        ViewKey key = selection.key;
        key.year = request.years(i);
        const std::shared_ptr<const View> view = engine.Totals(key);
        ASSIGN_OR_RETURN(const NodeTotal total, view->Total(node));
        v1::YearOfNode row;
        RETURN_IF_ERROR(Render(measures, total, i == 0 ? nullptr : &*response.rows().rbegin(), row));
        *response.add_rows() = std::move(row);
      }
    }
    *response.mutable_position() = engine.facts().position();
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(totals.Read(selection.freshness, patience, read));
  return response;
}

}  // namespace nianbao::aggregation
