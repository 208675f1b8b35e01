#include <fmt/core.h>

#include <memory>
#include <optional>
#include <string>

#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/fetch_link.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_link.h"
#include "clients/cli/print_proof.h"
#include "clients/cli/proof_file.h"
#include "clients/cli/public_key.h"
#include "libs/proof/check_link.h"
#include "libs/proof/proof_fault.h"
#include "libs/proof/signed_root.h"
#include "libs/status/try.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::Proof;
using aggregation::v1::RootLink;
using aggregation::v1::SignedRoot;

struct LinkOptions {
  std::string file;
  std::string since_file;
  std::string until_file;
  std::string key_file;
  std::string save;
};

// What a link is to lead from and to, where that is known.
struct Ends {
  std::optional<SignedRoot> since;
  std::optional<SignedRoot> until;
  std::optional<signature::Sm2Key> key;
};

absl::StatusOr<std::optional<SignedRoot>> RootIn(const std::string& path) {
  if (path.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const Proof proof, LoadProof(path));
  return proof.root();
}

absl::StatusOr<Ends> LoadEnds(const LinkOptions& options) {
  Ends ends;
  ASSIGN_OR_RETURN(ends.since, RootIn(options.since_file));
  ASSIGN_OR_RETURN(ends.until, RootIn(options.until_file));
  ASSIGN_OR_RETURN(ends.key, LoadPublicKey(options.key_file));
  return ends;
}

absl::StatusOr<RootLink> Fetch(const Session& session, const LinkOptions& options, const SignedRoot& since) {
  const auto channel = session.Connect();
  ASSIGN_OR_RETURN(RootLink link, FetchLink(channel, channel, session.call(), since));
  if (!options.save.empty()) RETURN_IF_ERROR(SaveLink(link, options.save));
  return link;
}

std::string SealWords(const SignedRoot& root) {
  return fmt::format("{} 的 {} 年度第 {} 号事件的封存", root.node(), root.year(), root.position().sequence());
}

absl::Status CheckEnd(const char* place, const SignedRoot& got, const std::optional<SignedRoot>& want) {
  if (!want.has_value() || proof::IsSameTotal(got, *want)) return absl::OkStatus();
  return proof::OfAnother(place, SealWords(got), fmt::format("所给证明中{}", SealWords(*want)));
}

absl::StatusOr<proof::ProvenLink> Check(const RootLink& link, const Ends& ends) {
  ASSIGN_OR_RETURN(proof::ProvenLink proven, proof::CheckLink(link));
  RETURN_IF_ERROR(CheckEnd("from", link.from(), ends.since));
  RETURN_IF_ERROR(CheckEnd("to", link.to(), ends.until));
  if (!ends.key.has_value()) return proven;
  RETURN_IF_ERROR(proof::CheckSignature(link.from(), *ends.key));
  RETURN_IF_ERROR(proof::CheckSignature(link.to(), *ends.key));
  return proven;
}

ExitStatus VerifyLink(const Session& session, const LinkOptions& options) {
  const auto ends = LoadEnds(options);
  if (!ends.ok()) return Refuse(ends.status());
  const auto link = options.file.empty() ? Fetch(session, options, *ends->since) : LoadLink(options.file);
  if (!link.ok()) return Refuse(link.status());
  const bool text = session.output == Output::kText;
  if (!options.save.empty() && text) fmt::print("衔接证明已存为 {}\n", options.save);
  const auto proven = Check(*link, *ends);
  if (!proven.ok()) return PrintFault(proven.status());
  if (!text) {
    PrintJson(*link);
    return kClean;
  }
  PrintLinked(*link, *proven);
  fmt::print("签名：{}\n", ends->key.has_value() ? "两次合计都由所给公钥的持有者签名"
                                                 : "没有核对。用 --key 给出服务的公钥，才能确认合计是谁出具的");
  return kClean;
}

}  // namespace

void AddVerifyLink(CLI::App& verify, const Session& session, ExitStatus* exit) {
  auto* command = verify.add_subcommand(
      "link",
      "核对同一节点前后两次封存的合计：后者是否只因日志所记的事件由前者变来（有衔接证明文件时无需服务器）；"
      "也可凭前一次的证明向服务器索取并保存");
  auto options = std::make_shared<LinkOptions>();
  auto* file = command->add_option("FILE", options->file, "衔接证明文件");
  command
      ->add_option("--since", options->since_file,
                   "前一次封存后取得的证明文件；没有衔接证明文件时据此向服务器索取，直到现在的封存")
      ->check(NamesFile());
  command->add_option("--until", options->until_file, "后一次封存后取得的证明文件，同时核对是否衔接到它")
      ->check(NamesFile());
  command->add_option("--key", options->key_file, "核对签名的 SM2 公钥（PEM）")->check(NamesFile());
  command->add_option("--save", options->save, "把索取的衔接证明存为文件")->check(NamesFile())->excludes(file);
  command->callback([=, &session] {
    if (options->file.empty() && options->since_file.empty()) throw CLI::RequiredError("FILE，或 --since");
    *exit = VerifyLink(session, *options);
  });
}

}  // namespace nianbao::cli
