#include <fmt/core.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/local_services.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_proof.h"
#include "clients/cli/print_report.h"
#include "clients/cli/proof_file.h"
#include "clients/cli/public_key.h"
#include "clients/cli/read_file.h"
#include "libs/form/decimal.h"
#include "libs/proof/check_proof.h"
#include "libs/proof/proven_report.h"
#include "libs/proof/signed_root.h"
#include "libs/status/try.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::AggregationService;
using aggregation::v1::DigestAlgorithm;
using aggregation::v1::Proof;

struct ProofOptions {
  std::string file;
  std::string key_file;
  std::string report_file;
  std::string organ;
  int year = 0;
  std::string node;
  DigestAlgorithm algorithm = aggregation::v1::DIGEST_ALGORITHM_SM3;
  std::string save;
};

absl::StatusOr<Proof> Fetch(const Session& session, const ProofOptions& options) {
  aggregation::v1::GetProofRequest request;
  request.set_organ(OrganName(options.organ));
  request.set_year(options.year);
  request.set_node(OrganName(options.node));
  request.set_algorithm(options.algorithm);
  // The first proof of a large node is made of all its reports.
  rpc::CallOptions patient = session.call();
  patient.timeout = absl::Minutes(5);
  const auto service = AggregationService::NewStub(session.Connect());
  ASSIGN_OR_RETURN(auto response, rpc::CallUnary(*service, &AggregationService::Stub::GetProof, request, patient));
  if (!options.save.empty()) RETURN_IF_ERROR(SaveProof(response.proof(), options.save));
  return std::move(*response.mutable_proof());
}

void PrintSignature(const Proof& proof, bool checked) {
  if (checked) {
    fmt::print("签名：合计由所给公钥的持有者签名\n");
  } else if (proof.root().signature().empty()) {
    fmt::print("签名：证明没有签名，不能核对是谁出具的\n");
  } else {
    fmt::print("签名：没有核对。用 --key 给出服务的公钥，才能确认合计是谁出具的\n");
  }
}

// The figure as the form prints it.
std::string Printed(const form::Cell& cell, int64_t value) { return form::FormatDecimal(value, cell.scale); }

ExitStatus CompareReport(const Session& session, const Proof& proof, const std::string& path) {
  const auto server = StartLocalServices();
  const auto documents = document::v1::DocumentService::NewStub(server->InProcessChannel());
  const auto document = ReadFileOf2021(*documents, path, session.call());
  if (!document.ok()) return Refuse(document.status());
  const form::v1::AnnualReport& report = document->report();
  const auto figures = form::VectorOf(report);
  if (!figures.ok()) return Refuse(figures.status());
  if (report.year() != proof.root().year()) {
    fmt::print("不符：{} 是 {} 年度的报告，证明是 {} 年度的\n", path, report.year(), proof.root().year());
    return kErrorFindings;
  }
  const form::CellVector proven = proof::ProvenFigures(proof);
  const std::vector<const form::Cell*> other = proof::OtherFigures(proof, *figures);
  for (const form::Cell* const cell : other) {
    fmt::print("不符：“{}”报告中为 {}，计入合计的为 {}\n", cell->printed_name(),
               Printed(*cell, figures->value(cell->index)), Printed(*cell, proven.value(cell->index)));
  }
  const ExitStatus reading = ReadingStatus(*document);
  if (!other.empty()) return Worse(reading, kErrorFindings);
  fmt::print("报告：{}（{}）的数字与计入合计的一致（空白和“/”按 0 计）\n", path, report.organ_name());
  return reading;
}

ExitStatus PrintAsData(const Session& session, const Proof& proof) {
  if (session.output == Output::kJson) {
    PrintJson(proof);
  } else {
    form::v1::AnnualReport report;
    form::ApplyVector(proof::ProvenFigures(proof), report);
    PrintCells(report);
  }
  return kClean;
}

ExitStatus Check(const Session& session, const ProofOptions& options, const Proof& proof) {
  const auto key = LoadPublicKey(options.key_file);
  if (!key.ok()) return Refuse(key.status());
  const proof::Subject subject = {
      .organ = OrganName(options.organ), .year = options.year, .node = OrganName(options.node)};
  if (const absl::Status checked = proof::CheckProof(proof, subject); !checked.ok()) return PrintFault(checked);
  if (key->has_value()) {
    if (const absl::Status signed_ = proof::CheckSignature(proof.root(), **key); !signed_.ok())
      return PrintFault(signed_);
  }
  if (session.output != Output::kText && options.report_file.empty()) return PrintAsData(session, proof);
  PrintProven(proof);
  PrintSignature(proof, key->has_value());
  ExitStatus exit = kClean;
  if (!options.report_file.empty()) exit = CompareReport(session, proof, options.report_file);
  PrintNotProven();
  return exit;
}

ExitStatus VerifyProof(const Session& session, const ProofOptions& options) {
  const auto proof = options.file.empty() ? Fetch(session, options) : LoadProof(options.file);
  if (!proof.ok()) return Refuse(proof.status());
  if (!options.save.empty() && session.output == Output::kText) fmt::print("证明已存为 {}\n", options.save);
  return Check(session, options, *proof);
}

}  // namespace

void AddVerifyProof(CLI::App& verify, const Session& session, ExitStatus* exit) {
  auto* command = verify.add_subcommand(
      "proof", "核对一份证明：某机关的数字在封存的合计之内（有证明文件时无需服务器）；也可向服务器索取证明并保存");
  auto options = std::make_shared<ProofOptions>();
  auto* file = command->add_option("FILE", options->file, "证明文件");
  command->add_option("--key", options->key_file, "核对签名的 SM2 公钥（PEM）")->check(NamesFile());
  command->add_option("--report", options->report_file, "同时核对计入合计的是不是这份报告的数字")->check(NamesFile());
  command->add_option("--organ", options->organ, "证明应当是关于这个机关的；没有证明文件时向服务器索取");
  command->add_option("--year", options->year, "报告年度");
  command->add_option("--node", options->node, "封存的节点；索取时不写则为已封存的最高一级上级");
  const std::map<std::string, DigestAlgorithm> algorithms = {{"sm3", aggregation::v1::DIGEST_ALGORITHM_SM3},
                                                             {"sha256", aggregation::v1::DIGEST_ALGORITHM_SHA256}};
  command->add_option("--algorithm", options->algorithm, "摘要算法：sm3（默认）、sha256")
      ->transform(CLI::CheckedTransformer(algorithms))
      ->option_text("sm3|sha256")
      ->excludes(file);
  command->add_option("--save", options->save, "把索取的证明存为文件")->check(NamesFile())->excludes(file);
  command->callback([=, &session] {
    const bool asks = !options->organ.empty() && options->year != 0;
    if (options->file.empty() && !asks) throw CLI::RequiredError("FILE，或 --organ 和 --year");
    *exit = VerifyProof(session, *options);
  });
}

}  // namespace nianbao::cli
