#include "clients/cli/recomputation/totals_comparison.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/print_proof.h"
#include "libs/form/cell_value.h"
#include "libs/form/decimal.h"
#include "libs/proof/check_proof.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::Aggregate;
using aggregation::v1::AggregationService;
using aggregation::v1::Coverage;

constexpr size_t kFaultsKept = 20;

// In the order of the fields of Coverage.
constexpr const char* kCounts[] = {"应报",   "已受理",     "待审核", "已退回",  "未报送",
                                   "已公开", "按原样补录", "逾期",   "汇总代报"};

rpc::CallOptions Patient(rpc::CallOptions options) {
  options.timeout = std::max(options.timeout, absl::Minutes(5));
  return options;
}

}  // namespace

TotalsComparison::TotalsComparison(const Session& session, const std::shared_ptr<grpc::Channel>& channel, int year,
                                   const submission::v1::EventToken& at, const RecomputedTotals& recomputed)
    : options_(Patient(session.call())),
      year_(year),
      recomputed_(recomputed),
      service_(AggregationService::NewStub(channel)) {
  *position_.add_sources() = at;
}

absl::Status TotalsComparison::CompareSubtree(int place) {
  aggregation::v1::GetAggregateRequest request;
  request.set_node(recomputed_.organ(place).name);
  request.set_year(year_);
  *request.mutable_as_of() = position_;
  ASSIGN_OR_RETURN(const auto response,
                   rpc::CallUnary(*service_, &AggregationService::Stub::GetAggregate, request, options_));
  Compare(response.aggregate(), place);
  std::vector<int> open = {place};
  while (!open.empty()) {
    const int node = open.back();
    open.pop_back();
    RETURN_IF_ERROR(CompareChildren(node, open));
  }
  return absl::OkStatus();
}

absl::Status TotalsComparison::CompareChildren(int place, std::vector<int>& open) {
  std::vector<int> expected = recomputed_.Children(place);
  // What the service shows below a node without children here is in the total of the node, which was compared.
  if (expected.empty()) return absl::OkStatus();
  open.insert(open.end(), expected.rbegin(), expected.rend());
  aggregation::v1::ListChildAggregatesRequest request;
  request.set_node(recomputed_.organ(place).name);
  request.set_year(year_);
  *request.mutable_as_of() = position_;
  do {
    ASSIGN_OR_RETURN(const auto page,
                     rpc::CallUnary(*service_, &AggregationService::Stub::ListChildAggregates, request, options_));
    for (const Aggregate& aggregate : page.aggregates()) {
      const auto child = std::find_if(expected.begin(), expected.end(),
                                      [&](int child) { return recomputed_.organ(child).name == aggregate.node(); });
      if (child == expected.end()) {
        Fault(absl::StrCat(request.node(), " 之下：汇总中有 ", aggregate.node(), "，年度名单中没有"));
      } else {
        Compare(aggregate, *child);
        expected.erase(child);
      }
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  for (const int child : expected) {
    Fault(absl::StrCat(request.node(), " 之下：年度名单中有 ", recomputed_.organ(child).name, "，汇总中没有"));
  }
  return absl::OkStatus();
}

void TotalsComparison::Compare(const Aggregate& aggregate, int place) {
  ++nodes_;
  const RecomputedTotals::Sums sums = recomputed_.SumsOf(place);
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const absl::int128 shown = form::GetFigure(cell, aggregate.totals()).value_or(0);
    if (shown == sums.figures[cell.index]) continue;
    Fault(absl::StrCat(aggregate.node(), " “", cell.printed_name(), "”：由报告重算为 ",
                       form::FormatDecimal(sums.figures[cell.index], cell.scale), "，汇总为 ",
                       form::FormatDecimal(shown, cell.scale)));
  }
  const aggregation::v1::EmptyCells& empty = aggregate.empty_cells();
  CompareEmpty(aggregate.node(), "空白", empty.blank(), sums, form::CellState::kBlank);
  CompareEmpty(aggregate.node(), "“/”", empty.not_applicable(), sums, form::CellState::kNotApplicable);
  CompareEmpty(aggregate.node(), "无法辨认", empty.unresolved(), sums, form::CellState::kUnresolved);
  const google::protobuf::Descriptor& type = *Coverage::descriptor();
  const google::protobuf::Reflection& reflection = *Coverage::GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const int32_t shown = reflection.GetInt32(aggregate.coverage(), type.field(i));
    const int32_t counted = reflection.GetInt32(recomputed_.CoverageOf(place), type.field(i));
    if (shown == counted) continue;
    Fault(absl::StrCat(aggregate.node(), " ", kCounts[i], "份数：重算为 ", counted, "，汇总为 ", shown));
  }
}

void TotalsComparison::CompareEmpty(const std::string& node, const char* what,
                                    const google::protobuf::RepeatedField<int32_t>& shown,
                                    const RecomputedTotals::Sums& sums, form::CellState state) {
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const int32_t counted = sums.holding[static_cast<size_t>(state)][cell.index];
    const int32_t told = cell.index < shown.size() ? shown[cell.index] : 0;
    if (told == counted) continue;
    Fault(absl::StrCat(node, " “", cell.printed_name(), "”：报告中", what, "的重算为 ", counted, " 份，汇总为 ", told,
                       " 份"));
  }
}

bool TotalsComparison::IsAsSealed(int place, int64_t sequence, const YearLog& log) const {
  if (log.ListChangedAfter(sequence)) return false;
  std::vector<int> open = {place};
  while (!open.empty()) {
    const int node = open.back();
    open.pop_back();
    if (log.FilingChangedAfter(recomputed_.organ(node).filing, sequence)) return false;
    const std::vector<int> children = recomputed_.Children(node);
    open.insert(open.end(), children.begin(), children.end());
  }
  return true;
}

absl::Status TotalsComparison::CompareSeal(int place, const YearLog& log) {
  for (const auto algorithm : {aggregation::v1::DIGEST_ALGORITHM_SM3, aggregation::v1::DIGEST_ALGORITHM_SHA256}) {
    ASSIGN_OR_RETURN(const bool compared, CompareDigest(place, log, algorithm));
    if (!compared) return absl::OkStatus();
  }
  ++seals_;
  return absl::OkStatus();
}

absl::StatusOr<bool> TotalsComparison::CompareDigest(int place, const YearLog& log,
                                                     aggregation::v1::DigestAlgorithm algorithm) {
  const std::string& node = recomputed_.organ(place).name;
  aggregation::v1::GetProofRequest request;
  request.set_organ(node);
  request.set_node(node);
  request.set_year(year_);
  request.set_algorithm(algorithm);
  const auto response = rpc::CallUnary(*service_, &AggregationService::Stub::GetProof, request, options_);
  if (response.status().code() == absl::StatusCode::kFailedPrecondition) {
    left_out_.push_back(absl::StrCat(node, "：", status::ChineseOf(response.status())));
    return false;
  }
  RETURN_IF_ERROR(response.status());
  const auto& root = response->proof().root();
  if (root.position().sequence() > position_.sources(0).sequence() ||
      !IsAsSealed(place, root.position().sequence(), log)) {
    left_out_.push_back(absl::StrCat(node, "：封存之后名单或报告有过变动，封存时的合计不能由现存的报告重算。"));
    return false;
  }
  if (const absl::Status checked = proof::CheckProof(response->proof()); !checked.ok()) {
    Fault(absl::StrCat(node, " 的证明不成立：", status::ChineseOf(checked)));
    return true;
  }
  const proof::TreeId tree = {.algorithm = algorithm, .year = year_, .position = root.position()};
  const auto made = proof::SumTree::Make(tree, recomputed_.NodesAt(place, root.position().sequence(), log));
  if (!made.ok()) {
    Fault(absl::StrCat(node, "：", status::ChineseOf(made.status())));
  } else if (made->digest(0) != root.digest() || root.algorithm() != algorithm) {
    Fault(absl::StrCat(node, " 封存的合计：由报告重算的 ", HashName(algorithm), " 摘要与汇总服务给出的不同"));
  }
  return true;
}

void TotalsComparison::Fault(std::string fault) {
  ++fault_count_;
  if (faults_.size() < kFaultsKept) faults_.push_back(std::move(fault));
}

}  // namespace nianbao::cli
