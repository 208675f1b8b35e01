#include "tests/cluster/steady_reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/status/error.h"
#include "tests/cluster/filer.h"

namespace nianbao::cluster {

using aggregation::v1::AggregationService;
using document::v1::DocumentService;
using submission::v1::EventService;
using validation::v1::ValidationService;

namespace {

constexpr const char* kMethods[] = {"GetAggregate", "GetHead", "ListRules", "ReadDocument"};
constexpr int kInARow = 4;
constexpr absl::Duration kPause = absl::Milliseconds(50);
const rpc::CallOptions kCall = {.timeout = absl::Seconds(10)};

CallLedger& Unread() {
  static CallLedger ledger;
  return ledger;
}

// What is said instead of an answer while something is not there; a log that does not hold together is told as such.
bool IsNotServed(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) || absl::IsCancelled(status) ||
         status::ReasonOf(status) == "FEED_CORRUPT";
}

}  // namespace

SteadyReader::SteadyReader(const Place& place, Way way, std::string document, absl::Duration pace, Latencies& latencies)
    : reader_(place, way, "reader", Unread()),
      clerk_(place, way, "clerk", Unread()),
      auditor_(place, way, "auditor", Unread()),
      way_name_(NameOf(way)),
      document_(std::move(document)),
      pace_(pace),
      latencies_(latencies),
      thread_([this] { Run(); }) {}

SteadyReader::~SteadyReader() { Stop(); }

std::vector<std::string> SteadyReader::Stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
  return faults_;
}

void SteadyReader::Run() {
  while (!stopping_) {
    const absl::Time next = absl::Now() + pace_;
    for (const char* const method : kMethods) {
      const absl::Time begin = absl::Now();
      const absl::Status status = Read(method, 0);
      Note(method, status, absl::Now() - begin);
    }
    absl::SleepFor(next - absl::Now());
  }
}

void SteadyReader::Note(const std::string& method, const absl::Status& status, absl::Duration took) {
  if (status.ok()) {
    latencies_.Note(method, took);
  } else if (IsNotServed(status)) {
    const std::string reason = status::ReasonOf(status);
    ++unserved_[reason.empty() ? absl::StatusCodeToString(status.code()) : reason];
  } else {
    faults_.push_back(
        absl::StrCat(absl::FormatTime(absl::Now()), " ", method, " ", way_name_, ": ", status.ToString()));
  }
}

bool SteadyReader::AwaitAll(int64_t sequence, absl::Time until) {
  for (const char* const method : kMethods) {
    for (int answered = 0; answered < kInARow;) {
      const absl::Status status = Read(method, sequence);
      answered = status.ok() ? answered + 1 : 0;
      if (status.ok()) continue;
      if (absl::Now() > until) {
        absl::MutexLock lock(&mutex_);
        missing_ = absl::StrCat(method, " ", way_name_, ": ", status.ToString());
        return false;
      }
      absl::SleepFor(kPause);
    }
  }
  return true;
}

std::string SteadyReader::missing() {
  absl::MutexLock lock(&mutex_);
  return missing_;
}

absl::Status SteadyReader::Read(const std::string& method, int64_t sequence) {
  if (method == "GetAggregate") {
    aggregation::v1::GetAggregateRequest total;
    total.set_node(kRoot);
    total.set_year(kYear);
    total.set_min_sequence(sequence);
    return rpc::CallUnary(reader_.aggregation(), &AggregationService::Stub::GetAggregate, total, kCall).status();
  }
  if (method == "GetHead") {
    const auto head = rpc::CallUnary(auditor_.events(), &EventService::Stub::GetHead, {}, kCall);
    if (!head.ok() || head->token().sequence() >= sequence) return head.status();
    return absl::UnavailableError(absl::StrCat("the log ends at ", head->token().sequence(), ", want ", sequence));
  }
  if (method == "ListRules") {
    return rpc::CallUnary(clerk_.validation(), &ValidationService::Stub::ListRules, {}, kCall).status();
  }
  document::v1::ReadDocumentRequest document;
  document.set_file_name("report.txt");
  document.set_content(document_);
  return rpc::CallUnary(clerk_.document(), &DocumentService::Stub::ReadDocument, document, kCall).status();
}

}  // namespace nianbao::cluster
