// What it takes to move the sums of a nation by one accepted report.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/form/cell_vector.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/query/get_aggregate.h"
#include "tests/bench/stopwatch.h"
#include "tests/scale/nation.h"
#include "tests/scale/report_maker.h"

namespace nianbao::bench {
namespace {

using nlohmann::json;
namespace a = aggregation;

constexpr int kYear = 2024;
constexpr char kLog[] = "bench";
constexpr uint64_t kSeed = 2026;
// Reports take their figures from so many in turn.
constexpr size_t kReportsMade = 1000;
// Acceptances that are made before they are measured. Each comes alone, as they do when offices accept.
constexpr size_t kBatch = 500;

using Figures = form::CellVector;

std::vector<Figures> MakeFigures(const scale::Nation& nation) {
  const scale::ReportMaker reports(kSeed, kYear, 0);
  std::vector<Figures> figures;
  for (size_t i = 0; i < kReportsMade; ++i) {
    figures.push_back(
        form::VectorOf(reports.Make(nation.reporters[i * 7 % nation.reporters.size()], i, kYear)).value());
  }
  return figures;
}

// Reporters below a county, of which each report goes into four nodes, in no order of the tree.
std::vector<const scale::Reporter*> ReportersOfCounties(const scale::Nation& nation) {
  std::vector<const scale::Reporter*> all;
  for (const scale::Reporter& reporter : nation.reporters) {
    if (reporter.level == scale::Level::kCounty) all.push_back(&reporter);
  }
  constexpr size_t kStride = 7919;
  std::vector<const scale::Reporter*> mixed;
  for (size_t i = 0; i < all.size(); ++i) mixed.push_back(all[i * kStride % all.size()]);
  return mixed;
}

// Events one behind the other.
class Log {
 public:
  submission::v1::WatchEventsResponse Put(submission::v1::Event event) {
    event.set_sequence(++sequence_);
    digest_ = ChainNext(digest_, digest::CanonicalBytes(event));
    submission::v1::WatchEventsResponse batch;
    submission::v1::EventRecord& record = *batch.add_records();
    record.set_digest(digest_);
    *record.mutable_event() = std::move(event);
    batch.mutable_token()->set_log_id(kLog);
    batch.mutable_token()->set_sequence(sequence_);
    return batch;
  }

  int64_t sequence() const { return sequence_; }

 private:
  int64_t sequence_ = 0;
  std::string digest_ = ChainStart(kLog);
};

submission::v1::Event Acceptance(const std::string& organ, const Figures& figures) {
  submission::v1::Event event;
  submission::v1::FilingChange& change = *event.mutable_filing();
  change.set_organ(organ);
  change.set_year(kYear);
  change.set_scope(form::v1::SCOPE_OWN);
  change.set_revision(1);
  change.set_to(submission::v1::Revision::STATE_ACCEPTED);
  *change.mutable_cells() = form::ToProto(figures);
  return event;
}

void Check(const absl::Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

class Update {
 public:
  explicit Update(int organs)
      : nation_(scale::MakeNation(organs)), reporters_(ReportersOfCounties(nation_)), figures_(MakeFigures(nation_)) {
    totals_.Begin(0, kLog);
    for (const organ::v1::Organ& organ : nation_.organs) {
      submission::v1::Event event;
      *event.mutable_organ() = organ;
      Check(totals_.Apply(0, log_.Put(std::move(event))));
    }
    totals_.ServeFrom(0, log_.sequence());
    // What has been read is kept up to date from then on: both trees, and each line of work.
    std::set<std::string> lines;
    for (const scale::Reporter& reporter : nation_.reporters) lines.insert(reporter.line);
    for (const std::string& line : lines) Read(a::v1::TREE_YEAR, line);
    Read(a::v1::TREE_TODAY, "");
    views_ = lines.size() + 1;
  }

  json Run(double seconds) {
    Accept(seconds / 5);
    const Stopwatch stopwatch = Accept(seconds);
    CheckTotals();
    const std::array<int64_t, Figures::kSize>& figures = figures_.front().values();
    return {{"wall_ns", stopwatch.wall_seconds() * 1e9 / static_cast<double>(measured_)},
            {"cpu_ns", stopwatch.cpu_seconds() * 1e9 / static_cast<double>(measured_)},
            {"operations", measured_},
            {"views", views_},
            {"figures", figures}};
  }

 private:
  a::v1::Aggregate Read(a::v1::Tree tree, const std::string& line) const {
    a::v1::GetAggregateRequest request;
    request.set_node(nation_.top);
    request.set_year(kYear);
    request.set_tree(tree);
    request.set_line(line);
    return a::GetAggregate(totals_, absl::ZeroDuration(), request).value().aggregate();
  }

  // Until it took so long, or no report is left.
  Stopwatch Accept(double seconds) {
    Stopwatch stopwatch;
    measured_ = 0;
    while (stopwatch.wall_seconds() < seconds && accepted_ < reporters_.size()) {
      std::vector<submission::v1::WatchEventsResponse> batches;
      while (batches.size() < kBatch && accepted_ < reporters_.size()) {
        const Figures& figures = figures_[accepted_ % figures_.size()];
        batches.push_back(log_.Put(Acceptance(reporters_[accepted_++]->organ, figures)));
      }
      stopwatch.Start();
      for (const auto& batch : batches) Check(totals_.Apply(0, batch));
      stopwatch.Stop();
      measured_ += batches.size();
    }
    return stopwatch;
  }

  void CheckTotals() const {
    std::vector<int64_t> wanted(Figures::kSize);
    for (size_t i = 0; i < accepted_; ++i) {
      const auto& values = figures_[i % figures_.size()].values();
      for (size_t cell = 0; cell < wanted.size(); ++cell) wanted[cell] += values[cell];
    }
    for (const a::v1::Tree tree : {a::v1::TREE_YEAR, a::v1::TREE_TODAY}) {
      const auto& got = form::VectorOf(Read(tree, "").totals()).value().values();
      if (!std::equal(got.begin(), got.end(), wanted.begin())) {
        throw std::runtime_error("the totals of the nation are not what was accepted");
      }
    }
  }

  const scale::Nation nation_;
  const std::vector<const scale::Reporter*> reporters_;
  const std::vector<Figures> figures_;
  a::LiveTotals totals_;
  Log log_;
  size_t views_ = 0;
  size_t accepted_ = 0;
  size_t measured_ = 0;
};

int Run(int argc, char** argv) {
  CLI::App app("Measures an accepted report until it stands in all sums above it.", "update_cpu");
  int organs = 160'000;
  double seconds = 1;
  app.add_option("--organs", organs, "organs that report")->capture_default_str()->check(CLI::Range(1000, 1'000'000));
  app.add_option("--seconds", seconds, "length of the measurement")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  std::cout << Update(organs).Run(seconds) << "\n";
  return 0;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "update_cpu: " << error.what() << "\n";
    return 2;
  }
}
