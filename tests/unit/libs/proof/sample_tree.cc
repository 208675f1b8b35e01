#include "tests/unit/libs/proof/sample_tree.h"

#include "libs/proof/signed_root.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::proof {

using aggregation::v1::Coverage;
using aggregation::v1::Proof;

namespace {

Coverage Counted(int expected, int accepted) {
  Coverage coverage;
  coverage.set_expected(expected);
  coverage.set_accepted(accepted);
  coverage.set_missing(expected - accepted);
  return coverage;
}

}  // namespace

std::shared_ptr<const Figures> FiguresOf(std::initializer_list<std::pair<int, int64_t>> figures) {
  auto all = std::make_shared<Figures>();
  for (const auto& [index, figure] : figures) (*all)[index] = figure;
  return all;
}

TreeId SampleId(aggregation::v1::DigestAlgorithm algorithm) {
  TreeId id = {.algorithm = algorithm, .year = 2024};
  id.position.set_log_id("log-a");
  id.position.set_sequence(7);
  for (char byte = 0; byte < 32; ++byte) id.position.mutable_digest()->push_back(byte);
  return id;
}

std::vector<SumNode> SampleNodes() {
  return {
      {.name = "organs/city", .coverage = Counted(4, 3)},
      {.name = "organs/east", .above = 0, .own = FiguresOf({{1, 4}}), .coverage = Counted(3, 2)},
      {.name = "organs/bureau", .above = 0, .own = FiguresOf({{0, 5}, {199, 258}}), .coverage = Counted(1, 1)},
      {.name = "organs/station", .above = 1, .coverage = Counted(1, 0)},
      {.name = "organs/office", .above = 1, .own = FiguresOf({{0, 2}, {7, 1'250'000}}), .coverage = Counted(1, 1)},
  };
}

Proof ProofOf(const SumTree& tree, const std::string& organ) {
  Proof proof;
  *proof.mutable_root() = tree.Root();
  for (const auto& step : tree.PathTo(tree.Find(organ))) *proof.add_path() = step;
  return proof;
}

Proof SampleProof() {
  Proof proof = ProofOf(SumTree::Make(SampleId(), SampleNodes()).value(), "organs/office");
  const absl::Status signed_ = Sign(signature::Sm2Key::ReadPrivate(signature::kPrivate).value(), *proof.mutable_root());
  return signed_.ok() ? proof : Proof();
}

}  // namespace nianbao::proof
