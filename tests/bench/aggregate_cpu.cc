// The sums of a nation-year: what it costs to make them anew, to move them by one report, and to read one.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <iostream>
#include <memory>
#include <memory_resource>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/form/cell_vector.h"
#include "services/aggregation/domain/engine.h"
#include "services/aggregation/domain/facts/huge_pages.h"
#include "services/aggregation/domain/view/in_parallel.h"
#include "tests/bench/measure.h"

namespace nianbao::bench {
namespace {

using nlohmann::json;
namespace a = aggregation;

constexpr int kYear = 2024;
// As many as there are. Rosters list organs by county, counties by prefecture, prefectures by province; reports come in
// no such order.
constexpr int kProvinces = 31;
constexpr int kPrefectures = 333;
constexpr int kCounties = 2844;
constexpr int kStride = 7919;
constexpr int kModulus = 1009;
constexpr int kCellsToAFigure = 6;
constexpr int kLargeCell = 7;
constexpr int kReportsToALarge = 24;
constexpr int64_t kLarge = 1'000'000;

// The figure of a cell of a report; the rival makes the same. 33 of the 200 are not 0, somewhat more than in reports of
// whole districts; a few are large, as fees in yuan are.
int64_t Figure(int64_t report, int64_t cell) {
  if ((report + cell) % kCellsToAFigure != 0) return 0;
  const int64_t figure = (report * 7919 + cell * 104729) % kModulus;
  return cell == kLargeCell && report % kReportsToALarge == kReportsToALarge - 1 ? kLarge + figure : figure;
}

// In which of some equal parts the i-th of many lies.
int64_t Share(int64_t i, int64_t parts, int64_t of) { return i * parts / of; }

// A log that is made and taken in event by event.
class Nation {
 public:
  explicit Nation(int reports) : reports_(reports) {
    engine_.Begin(0, "bench");
    digest_ = ChainStart("bench");
    PutOrgan("nation", "", organ::v1::SCOPE_DUTY_ROLL_UP);
    PutGroup("province", kProvinces, "nation", 1);
    PutGroup("prefecture", kPrefectures, "province", kProvinces);
    PutGroup("county", kCounties, "prefecture", kPrefectures);
    for (int i = 0; i < reports; ++i) {
      PutOrgan(absl::StrCat("o", i), absl::StrCat("county", Share(i, kCounties, reports)), organ::v1::SCOPE_DUTY_OWN);
    }
    for (int i = 0; i < reports; ++i) Accept(static_cast<int>(int64_t{i} * kStride % reports), 1);
  }

  const a::Engine& engine() const { return engine_; }

  void Accept(int report, int revision) {
    submission::v1::Event event;
    submission::v1::FilingChange& change = *event.mutable_filing();
    change.set_organ(absl::StrCat("organs/o", report));
    change.set_year(kYear);
    change.set_scope(form::v1::SCOPE_OWN);
    change.set_revision(revision);
    change.set_to(submission::v1::Revision::STATE_ACCEPTED);
    form::CellVector figures;
    for (int cell = 0; cell < form::CellVector::kSize; ++cell) {
      figures.SetNumber(cell, Figure(report, cell) + revision - 1);
    }
    *change.mutable_cells() = form::ToProto(figures);
    Put(std::move(event));
  }

  int reports() const { return reports_; }

 private:
  void PutGroup(const std::string& group, int count, const std::string& above, int count_above) {
    for (int i = 0; i < count; ++i) {
      PutOrgan(absl::StrCat(group, i), count_above == 1 ? above : absl::StrCat(above, Share(i, count_above, count)),
               organ::v1::SCOPE_DUTY_ROLL_UP);
    }
  }

  void PutOrgan(const std::string& id, const std::string& parent, organ::v1::ScopeDuty duty) {
    submission::v1::Event event;
    event.mutable_organ()->set_name(absl::StrCat("organs/", id));
    event.mutable_organ()->set_title(id);
    event.mutable_organ()->set_scope_duty(duty);
    if (!parent.empty()) event.mutable_organ()->set_parent(absl::StrCat("organs/", parent));
    Put(std::move(event));
  }

  void Put(submission::v1::Event event) {
    submission::v1::EventRecord record;
    event.set_sequence(++sequence_);
    digest_ = ChainNext(digest_, digest::CanonicalBytes(event));
    record.set_digest(digest_);
    *record.mutable_event() = std::move(event);
    const absl::Status applied = engine_.Apply(0, record);
    if (!applied.ok()) throw std::runtime_error(applied.ToString());
  }

  const int reports_;
  a::Engine engine_{{""}};
  int64_t sequence_ = 0;
  std::string digest_;
};

json AsJson(const Measurement& measured) {
  return {{"wall_ns", measured.wall_ns}, {"cpu_ns", measured.cpu_ns}, {"operations", measured.operations}};
}

// As many vectors of 200 figures of 64 bits as there are reports, beside each other.
class DenseVectors {
 public:
  explicit DenseVectors(int reports)
      : reports_(reports), figures_(static_cast<size_t>(reports) * form::CellVector::kSize, 1, a::HugePages()) {}

  // Reads every figure once, and does as little with it as keeps it from being left out.
  int64_t ReadAll() const {
    std::atomic<int64_t> sum = 0;
    a::InParallel(reports_, 1000, [&](int begin, int end) {
      int64_t part = 0;
      const auto size = static_cast<size_t>(form::CellVector::kSize);
      for (size_t i = static_cast<size_t>(begin) * size; i < static_cast<size_t>(end) * size; ++i) part ^= figures_[i];
      sum ^= part;
    });
    return sum;
  }

 private:
  const int reports_;
  const std::pmr::vector<int64_t> figures_;
};

std::vector<int64_t> TotalOf(const a::View& view, const a::Engine& engine, const std::string& id) {
  const auto total = view.Total(engine.Find(absl::StrCat("organs/", id)).value());
  return {total->cells.begin(), total->cells.end()};
}

int Run(int argc, char** argv) {
  CLI::App app("Measures the sums of a nation-year.", "aggregate_cpu");
  int reports = 300'000;
  double seconds = 1;
  std::string only;
  app.add_option("--reports", reports, "accepted reports")->capture_default_str();
  app.add_option("--seconds", seconds, "length of each measurement")->capture_default_str();
  app.add_option("--only", only, "one of rebuild, bandwidth, delta, read; all when left out");
  CLI11_PARSE(app, argc, argv);

  Nation nation(reports);
  const a::Engine& engine = nation.engine();
  const a::ViewKey key = {.year = kYear};
  json result;
  const auto measure = [&](const std::string& name, const std::function<void()>& operation) {
    if (only.empty() || only == name) result[name] = AsJson(Measure(seconds, operation));
  };
  measure("rebuild", [&] { a::View(engine.facts(), key, engine.facts().Now()); });
  int64_t kept = 0;
  if (only.empty() || only == "bandwidth") {
    const DenseVectors vectors(reports);
    measure("bandwidth", [&] { kept ^= vectors.ReadAll(); });
  }
  // The delta moves sums that are there.
  engine.Totals(key);
  int revision = 2;
  int report = 0;
  measure("delta", [&] {
    nation.Accept(report, revision);
    report = (report + kStride) % nation.reports();
    revision += report == 0 ? 1 : 0;
  });
  const int node = engine.Find("organs/county7").value();
  measure("read", [&] { kept ^= engine.Totals(key)->Total(node)->cells[7]; });
  result["nation"] = TotalOf(a::View(engine.facts(), key, engine.facts().Now()), engine, "nation");
  result["kept"] = kept;
  std::cout << result << "\n";
  return 0;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "aggregate_cpu: " << error.what() << "\n";
    return 2;
  }
}
