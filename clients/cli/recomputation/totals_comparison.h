// Totals of the aggregation service beside those that were recomputed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/recomputation/recomputed_totals.h"
#include "clients/cli/session.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"

namespace nianbao::cli {

// What the service says for a year at one position of the log.
class TotalsComparison {
 public:
  TotalsComparison(const Session& session, const std::shared_ptr<grpc::Channel>& channel, int year,
                   const submission::v1::EventToken& at, const RecomputedTotals& recomputed);

  // Compares the total of a node and of every node below it. Errors: those of the calls.
  absl::Status CompareSubtree(int place);
  // Compares the digests of a node that is sealed, those of both algorithms.
  absl::Status CompareSeal(int place, const YearLog& log);

  int64_t nodes() const { return nodes_; }
  // Sealed nodes whose digests were compared.
  int64_t seals() const { return seals_; }
  int64_t fault_count() const { return fault_count_; }
  // The first of the faults, each by node and cell, in Chinese.
  const std::vector<std::string>& faults() const { return faults_; }
  // Of sealed nodes that could not be compared: why.
  const std::vector<std::string>& left_out() const { return left_out_; }

 private:
  absl::Status CompareChildren(int place, std::vector<int>& open);
  void Compare(const aggregation::v1::Aggregate& aggregate, int place);
  void CompareEmpty(const std::string& node, const char* what, const google::protobuf::RepeatedField<int32_t>& shown,
                    const RecomputedTotals::Sums& sums, form::CellState state);
  // Whether it could be compared.
  absl::StatusOr<bool> CompareDigest(int place, const YearLog& log, aggregation::v1::DigestAlgorithm algorithm);
  bool IsAsSealed(int place, int64_t sequence, const YearLog& log) const;
  void Fault(std::string fault);

  const rpc::CallOptions options_;
  const int year_;
  aggregation::v1::Position position_;
  const RecomputedTotals& recomputed_;
  const std::unique_ptr<aggregation::v1::AggregationService::Stub> service_;
  int64_t nodes_ = 0;
  int64_t seals_ = 0;
  int64_t fault_count_ = 0;
  std::vector<std::string> faults_;
  std::vector<std::string> left_out_;
};

}  // namespace nianbao::cli
