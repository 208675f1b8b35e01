#include "tests/scale/fill.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/types/span.h"
#include "libs/rpc/client_call.h"
#include "tests/scale/nation.h"
#include "tests/scale/phase.h"
#include "tests/scale/report_maker.h"
#include "tests/scale/submission_calls.h"
#include "tests/scale/sums.h"
#include "tests/scale/totals.h"

namespace nianbao::scale {
namespace {

using nlohmann::json;

constexpr size_t kOrgansOfACall = 1000;
constexpr int kStreams = 4;
// As many as one stream takes on at a time.
constexpr int kInFlight = 4;
constexpr int kReviewers = 8;
// The reports accepted last, one at a time, to see when each shows in the total.
constexpr size_t kWatched = 20;
// A year for which nobody reported lies before the first, and the form is that of 2021.
constexpr int kEarliestYear = 2022;

json Took(const Phase& phase) { return {{"name", phase.name}, {"count", phase.count}, {"seconds", phase.seconds}}; }

class Filler {
 public:
  explicit Filler(const FillOptions& options)
      : options_(options),
        calls_(options.submission),
        totals_(rpc::OpenChannel(options.aggregation)),
        nation_(MakeNation(options.organs)),
        reports_(options.seed, FirstYear(options.years), options.text_bytes) {}

  json Run() {
    const int first = FirstYear(options_.years);
    for (int year = first; year < first + options_.years; ++year) {
      std::vector<Submitted> submitted = Submit(year);
      const std::vector<Submitted> watched(submitted.end() - std::min(kWatched, submitted.size()), submitted.end());
      submitted.resize(submitted.size() - watched.size());
      Accept(year, submitted);
      AcceptWatched(year, watched);
    }
    std::ofstream(options_.sums) << sums_.ToJson();
    const int compared = totals_.Compare(sums_, head_);
    std::sort(visible_ms_.begin(), visible_ms_.end());
    return {{"reporters", nation_.reporters.size()},
            {"years", options_.years},
            {"phases", phases_},
            {"visible_ms",
             {{"median", visible_ms_[visible_ms_.size() / 2]}, {"max", visible_ms_.back()}, {"backlog", backlog_ms_}}},
            {"events", head_},
            {"totals_compared", compared}};
  }

 private:
  std::vector<Submitted> Submit(int year) {
    std::vector<std::unique_ptr<client::SubmissionStream>> streams;
    for (int i = 0; i < kStreams; ++i) streams.push_back(calls_.OpenStream());
    std::vector<Submitted> submitted(nation_.reporters.size());
    phases_.push_back(Took(RunPhase(
        absl::StrCat("submit ", year), submitted.size(), 1, kStreams * kInFlight,
        [&](size_t i, size_t, int thread) { submitted[i] = SubmitOne(*streams[thread % kStreams], i, year); })));
    return submitted;
  }

  Submitted SubmitOne(client::SubmissionStream& stream, size_t number, int year) {
    const Reporter& reporter = nation_.reporters[number];
    const form::v1::AnnualReport report = reports_.Make(reporter, number, year);
    const Submitted submitted = calls_.Submit(stream, reporter.organ, report);
    const form::CellVector figures = form::VectorOf(report).value();
    sums_.Add({year, nation_.top, ""}, figures);
    sums_.Add({year, reporter.province, ""}, figures);
    if (!reporter.line.empty()) sums_.Add({year, nation_.top, reporter.line}, figures);
    return submitted;
  }

  void Accept(int year, const std::vector<Submitted>& submitted) {
    if (submitted.empty()) return;
    phases_.push_back(Took(RunPhase(absl::StrCat("accept ", year), submitted.size(), 1, kReviewers,
                                    [&](size_t i, size_t, int) { calls_.Accept(submitted[i]); })));
  }

  // The first total also waits for whatever was accepted before.
  void AcceptWatched(int year, const std::vector<Submitted>& watched) {
    const SumKey nation = {year, nation_.top, ""};
    std::vector<double> visible_ms;
    for (const Submitted& filing : watched) {
      head_ = calls_.Accept(filing);
      const absl::Time accepted_at = absl::Now();
      totals_.Get(nation, aggregation::v1::TREE_YEAR, head_);
      visible_ms.push_back(absl::ToDoubleMilliseconds(absl::Now() - accepted_at));
    }
    backlog_ms_ = std::max(backlog_ms_, visible_ms.front());
    visible_ms_.insert(visible_ms_.end(), visible_ms.begin() + (visible_ms.size() > 1 ? 1 : 0), visible_ms.end());
  }

  const FillOptions& options_;
  SubmissionCalls calls_;
  Totals totals_;
  const Nation nation_;
  const ReportMaker reports_;
  Sums sums_;
  json phases_ = json::array();
  std::vector<double> visible_ms_;
  double backlog_ms_ = 0;
  int64_t head_ = 0;
};

}  // namespace

int FirstYear(int years) {
  const auto this_year = static_cast<int>(absl::ToCivilYear(absl::Now(), absl::UTCTimeZone()).year());
  return std::max(this_year - years, kEarliestYear);
}

json FillRoster(const RosterOptions& options) {
  SubmissionCalls calls(options.submission);
  const Nation nation = MakeNation(options.organs);
  json phases = json::array();
  phases.push_back(Took(RunPhase("import", nation.organs.size(), kOrgansOfACall, 1, [&](size_t begin, size_t end, int) {
    calls.Import(absl::MakeSpan(nation.organs).subspan(begin, end - begin));
  })));
  const int first = FirstYear(options.years);
  for (int year = first; year < first + options.years; ++year) {
    phases.push_back(Took(RunPhase(absl::StrCat("freeze ", year), nation.organs.size(), nation.organs.size(), 1,
                                   [&](size_t, size_t, int) { calls.Freeze(year); })));
  }
  return {{"organs", nation.organs.size()}, {"phases", phases}};
}

json Fill(const FillOptions& options) { return Filler(options).Run(); }

}  // namespace nianbao::scale
