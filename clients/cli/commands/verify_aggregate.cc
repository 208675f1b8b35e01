#include <fmt/core.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/follow_events.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/recomputation/recomputed_totals.h"
#include "clients/cli/recomputation/stored_year.h"
#include "clients/cli/recomputation/totals_comparison.h"
#include "clients/cli/recomputation/year_log.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using submission::v1::EventService;
using submission::v1::EventToken;
using submission::v1::ReviewService;

// While reports are filed, what is read may be of different moments: then it is read anew.
constexpr int kReadingsMax = 3;

struct VerifyAggregateOptions {
  std::string node;
  int year = 0;
};

// The reports of a year as they were at one position.
struct Reading {
  EventToken at;
  YearLog log;
  StoredYear stored;
  bool torn = false;
};

absl::StatusOr<EventToken> Head(EventService::Stub& events, const rpc::CallOptions& options) {
  ASSIGN_OR_RETURN(const auto head,
                   rpc::CallUnary(events, &EventService::Stub::GetHead, submission::v1::GetHeadRequest(), options));
  return head.token();
}

auto IntoLog(YearLog& log) {
  return [&log](const submission::v1::Event& event) {
    log.Take(event);
    return absl::OkStatus();
  };
}

absl::StatusOr<Reading> ReadOnce(const Session& session, const std::shared_ptr<grpc::Channel>& channel, int year) {
  const auto events = EventService::NewStub(channel);
  Reading reading = {.at = {}, .log = YearLog(year), .stored = {}};
  ASSIGN_OR_RETURN(reading.at, Head(*events, session.call()));
  RETURN_IF_ERROR(FollowEvents(*events, session.call(), EventToken(), reading.at, IntoLog(reading.log)));
  ASSIGN_OR_RETURN(reading.stored, ReadStoredYear(session, channel, year, reading.log));
  ASSIGN_OR_RETURN(const EventToken end, Head(*events, session.call()));
  YearLog meanwhile(year);
  RETURN_IF_ERROR(FollowEvents(*events, session.call(), reading.at, end, IntoLog(meanwhile)));
  reading.torn = meanwhile.ListChangedAfter(0) || meanwhile.ReportsChangedAfter(0);
  return reading;
}

absl::StatusOr<Reading> ReadYear(const Session& session, const std::shared_ptr<grpc::Channel>& channel, int year) {
  for (int readings = 0; readings < kReadingsMax; ++readings) {
    ASSIGN_OR_RETURN(Reading reading, ReadOnce(session, channel, year));
    if (!reading.torn) return reading;
  }
  return status::Error(absl::StatusCode::kAborted, "REPORTS_CHANGED",
                       absl::StrCat("year: reports of ", year, " were changed while they were read, again and again"))
      .Chinese(absl::StrCat(year, " 年度的报告或名单在读取期间一直有变动，无法核对。请在没有报送和审核时再试。"));
}

// The nodes at which the comparison begins.
absl::StatusOr<std::vector<int>> TopsOf(const RecomputedTotals& totals, const std::string& node) {
  if (node.empty()) return totals.Tops();
  const int place = totals.Find(node);
  if (place != RecomputedTotals::kNone) return std::vector<int>{place};
  return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN",
                       absl::StrCat("node: got ", node, ", want an organ in the tree of the year"))
      .Meta("organ", node)
      .Chinese(absl::StrCat("该年度的报送名单中没有 ", node, "，请核对名称和年度。"));
}

absl::Status CompareAll(const Session& session, const std::shared_ptr<grpc::Channel>& channel, int year,
                        const std::vector<int>& tops, const RecomputedTotals& totals, const YearLog& log,
                        TotalsComparison& comparison) {
  for (const int top : tops) RETURN_IF_ERROR(comparison.CompareSubtree(top));
  submission::v1::ListYearLocksRequest request;
  request.set_year(year);
  const auto review = ReviewService::NewStub(channel);
  ASSIGN_OR_RETURN(const auto locks,
                   rpc::CallUnary(*review, &ReviewService::Stub::ListYearLocks, request, session.call()));
  for (const auto& lock : locks.locks()) {
    const int place = totals.Find(lock.node());
    if (lock.kind() != submission::v1::YearLock::KIND_SEALED || place == RecomputedTotals::kNone) continue;
    bool asked_for = false;
    for (const int top : tops) asked_for = asked_for || totals.IsWithin(place, top);
    if (asked_for) RETURN_IF_ERROR(comparison.CompareSeal(place, log));
  }
  return absl::OkStatus();
}

ExitStatus Tell(const TotalsComparison& comparison, const Reading& reading, int year) {
  for (const std::string& fault : comparison.faults()) fmt::print("不符：{}\n", fault);
  const int64_t omitted = comparison.fault_count() - static_cast<int64_t>(comparison.faults().size());
  if (omitted > 0) fmt::print("另有 {} 处未列出\n", omitted);
  for (const std::string& left_out : comparison.left_out()) fmt::print("未核对封存的合计：{}\n", left_out);
  fmt::print(
      "{} 年度（第 {} 号事件时）：读取报告 {} 份，重算并对照 {} 个节点的合计、空格和份数，"
      "{} 个封存节点的摘要（SM3 和 SHA-256），不符 {} 处\n",
      year, reading.at.sequence(), reading.stored.reports_read, comparison.nodes(), comparison.seals(),
      comparison.fault_count());
  return comparison.fault_count() == 0 ? kClean : kErrorFindings;
}

ExitStatus VerifyAggregate(const Session& session, const VerifyAggregateOptions& options) {
  const auto channel = session.Connect();
  auto reading = ReadYear(session, channel, options.year);
  if (!reading.ok()) return Refuse(reading.status());
  const RecomputedTotals totals(std::move(reading->stored.organs));
  const auto tops = TopsOf(totals, OrganName(options.node));
  if (!tops.ok()) return Refuse(tops.status());
  TotalsComparison comparison(session, channel, options.year, reading->at, totals);
  const absl::Status compared = CompareAll(session, channel, options.year, *tops, totals, reading->log, comparison);
  if (!compared.ok()) return Refuse(compared);
  return Tell(comparison, *reading, options.year);
}

}  // namespace

void AddVerifyAggregate(CLI::App& verify, const Session& session, ExitStatus* exit) {
  auto* command = verify.add_subcommand(
      "aggregate", "逐份读取存储的报告，重算每个节点的合计、空格数、份数和封存的摘要，与汇总服务对照");
  auto options = std::make_shared<VerifyAggregateOptions>();
  command->add_option("--year", options->year, "报告年度")->required();
  command->add_option("--node", options->node, "只对照这个节点及其下级");
  command->callback([=, &session] { *exit = VerifyAggregate(session, *options); });
}

}  // namespace nianbao::cli
