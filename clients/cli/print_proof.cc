#include "clients/cli/print_proof.h"

#include <fmt/core.h>

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "clients/cli/print_aggregate.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::Proof;
using aggregation::v1::ProofNode;

std::string PathWords(const Proof& proof) {
  return absl::StrJoin(proof.path(), " → ", [](std::string* out, const ProofNode& node) { out->append(node.node()); });
}

}  // namespace

std::string HashName(aggregation::v1::DigestAlgorithm algorithm) {
  return algorithm == aggregation::v1::DIGEST_ALGORITHM_SHA256 ? "SHA-256" : "SM3";
}

ExitStatus PrintFault(const absl::Status& fault) {
  fmt::print("不符：{}\n", status::ChineseOf(fault));
  if (const std::string place = status::MetaOf(fault, "place"); !place.empty()) fmt::print("  位置 {}\n", place);
  return kErrorFindings;
}

void PrintProven(const Proof& proof) {
  const auto& root = proof.root();
  const ProofNode& organ = *proof.path().rbegin();
  fmt::print("已证明：{} 的合计（{} 年度）{} {} 的数字\n", root.node(), root.year(),
             organ.own().empty() ? "没有计入" : "包含", organ.node());
  if (organ.own().empty()) fmt::print("  该机关的报告未受理、各格全部为 0，或由上级的汇总报告代报\n");
  fmt::print("  路径：{}，每一级都重新相加并核对了摘要，没有负数，没有溢出\n", PathWords(proof));
  fmt::print("  合计{}\n", CoverageWords(root.coverage()));
  fmt::print("  封存：日志 {} 第 {} 号事件；{} 摘要 {}\n", root.position().log_id(), root.position().sequence(),
             HashName(root.algorithm()), absl::BytesToHexString(root.digest()));
}

void PrintNotProven() {
  fmt::print(
      "未证明：其他机关的数字是否出自其报告（由各机关自行核对，或用 nianbao verify aggregate 全部重算）；"
      "应报、缺报等份数以出具方为准。\n");
}

}  // namespace nianbao::cli
