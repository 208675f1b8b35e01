#include <fmt/core.h>
#include <google/protobuf/util/json_util.h>

#include <map>
#include <memory>
#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/load_file.h"
#include "clients/cli/print_error.h"
#include "clients/cli/public_key.h"
#include "clients/cli/shanghai_time.h"
#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/signature/sm2.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "nianbao/submission/v1/signed_head.pb.h"

namespace nianbao::cli {
namespace {

using submission::v1::EventRecord;
using submission::v1::EventService;
using submission::v1::EventToken;
using submission::v1::SignedHead;

struct AuditOptions {
  std::string head_file;
  std::string key_file;
};

absl::StatusOr<std::vector<SignedHead>> LoadHeads(const std::string& path) {
  std::vector<SignedHead> heads;
  if (path.empty()) return heads;
  ASSIGN_OR_RETURN(const std::string lines, LoadFile(path));
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(lines, '\n')) {
    ++number;
    if (line.empty()) continue;
    if (!google::protobuf::util::JsonStringToMessage(std::string(line), &heads.emplace_back()).ok()) {
      return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                           absl::StrCat("--head: got another text on line ", number, " of ", path, ", want a head"))
          .Chinese(absl::StrCat(path, " 第 ", number, " 行不是日志头。请使用服务写出的日志头文件。"));
    }
  }
  return heads;
}

// Follows the chain from the first event to the last, and holds it against the heads.
class Audit {
 public:
  Audit(const std::vector<SignedHead>& heads, const std::optional<signature::Sm2Key>& key) {
    for (const SignedHead& head : heads) heads_.emplace(head.head().sequence(), head);
    for (const auto& [sequence, head] : heads_) CheckSignature(head, key);
  }

  void Begin(const std::string& log_id) {
    log_id_ = log_id;
    digest_ = ChainStart(log_id);
    for (const auto& [sequence, head] : heads_) {
      if (head.head().log_id() != log_id) old_logs_.emplace(head.head().log_id(), ChainStart(head.head().log_id()));
    }
  }
  void Take(const EventRecord& record) {
    const int64_t want = sequence_ + 1;
    if (record.event().sequence() != want) {
      Fault(absl::StrCat("第 ", want, " 号事件缺失：其位置上是第 ", record.event().sequence(), " 号事件"));
    }
    sequence_ = record.event().sequence();
    const std::string bytes = digest::CanonicalBytes(record.event());
    digest_ = ChainNext(digest_, bytes);
    for (auto& [log_id, digest] : old_logs_) digest = ChainNext(digest, bytes);
    if (digest_ != record.digest()) {
      Fault(absl::StrCat("链在第 ", sequence_, " 号事件（", ShanghaiTime(record.event().time()),
                         "）断开：事件内容与其摘要不符"));
      // What follows is judged by itself.
      digest_ = record.digest();
    }
    const auto [first, last] = heads_.equal_range(sequence_);
    for (auto head = first; head != last; ++head) CheckHead(head->second);
  }
  void End(const EventToken& head) {
    if (head.sequence() != sequence_ || head.digest() != digest_) Fault("服务给出的日志头与最后一号事件不符");
    const auto later = heads_.upper_bound(sequence_);
    if (later != heads_.end()) {
      Fault(absl::StrCat("日志只有 ", sequence_, " 号事件，而 ", ShanghaiTime(later->second.time()), " 已有 ",
                         later->second.head().sequence(), " 号：之后的事件不见了"));
    }
  }

  int64_t sequence() const { return sequence_; }
  const std::string& digest() const { return digest_; }
  int heads_met() const { return heads_met_; }
  // Of those, how many are of a log of which this one was restored.
  int heads_before_restore() const { return heads_before_restore_; }
  int faults() const { return faults_; }

 private:
  void Fault(const std::string& what) {
    if (++faults_ <= kFaultsShown) fmt::print("不符：{}\n", what);
  }
  void CheckSignature(const SignedHead& head, const std::optional<signature::Sm2Key>& key) {
    if (!key.has_value()) return;
    SignedHead bare = head;
    bare.clear_signature();
    if (!key->Verifies(digest::CanonicalBytes(bare), head.signature())) {
      Fault(absl::StrCat(ShanghaiTime(head.time()), " 的日志头（第 ", head.head().sequence(), " 号）签名无效"));
    }
  }
  void CheckHead(const SignedHead& head) {
    ++heads_met_;
    if (head.head().log_id() != log_id_) {
      // A restore keeps the events and renews the id: under the old one they still give the old digest.
      if (old_logs_.at(head.head().log_id()) == head.head().digest()) {
        ++heads_before_restore_;
      } else {
        Fault(absl::StrCat(ShanghaiTime(head.time()), " 的日志头属于另一份日志，其第 ", sequence_,
                           " 号事件为止的内容与现在不同：数据库由更早的备份恢复过，或被替换"));
      }
    } else if (head.head().digest() != digest_) {
      Fault(absl::StrCat("到第 ", sequence_, " 号事件为止的日志与 ", ShanghaiTime(head.time()),
                         " 给出的日志头不同：此前的事件被改写过"));
    }
  }

  static constexpr int kFaultsShown = 20;

  std::multimap<int64_t, SignedHead> heads_;
  std::string log_id_;
  // By log id: the digests that the same events have in the logs of which there are heads.
  std::map<std::string, std::string> old_logs_;
  std::string digest_;
  int64_t sequence_ = 0;
  int heads_met_ = 0;
  int heads_before_restore_ = 0;
  int faults_ = 0;
};

absl::Status Follow(const Session& session, Audit& audit) {
  const auto service = EventService::NewStub(session.Connect());
  ASSIGN_OR_RETURN(const auto end, rpc::CallUnary(*service, &EventService::Stub::GetHead,
                                                  submission::v1::GetHeadRequest(), session.call()));
  audit.Begin(end.token().log_id());
  submission::v1::ListEventsRequest request;
  request.set_page_size(1000);
  while (request.after().sequence() < end.token().sequence()) {
    ASSIGN_OR_RETURN(const auto page,
                     rpc::CallUnary(*service, &EventService::Stub::ListEvents, request, session.call()));
    if (page.records().empty()) break;
    for (const EventRecord& record : page.records()) {
      if (record.event().sequence() <= end.token().sequence()) audit.Take(record);
    }
    *request.mutable_after() = page.token();
  }
  audit.End(end.token());
  return absl::OkStatus();
}

ExitStatus VerifyAudit(const Session& session, const AuditOptions& options) {
  const auto heads = LoadHeads(options.head_file);
  if (!heads.ok()) return Refuse(heads.status());
  const auto key = LoadPublicKey(options.key_file);
  if (!key.ok()) return Refuse(key.status());
  Audit audit(*heads, *key);
  const absl::Status followed = Follow(session, audit);
  if (!followed.ok()) return Refuse(followed);
  fmt::print("核验 {} 号事件，对照日志头 {} 个，不符 {} 处；链的末端 {}\n", audit.sequence(), audit.heads_met(),
             audit.faults(), absl::BytesToHexString(audit.digest()));
  if (audit.heads_before_restore() > 0) {
    fmt::print("其中 {} 个日志头出自数据库恢复之前，所载事件与现在一致\n", audit.heads_before_restore());
  }
  return audit.faults() == 0 ? kClean : kErrorFindings;
}

}  // namespace

void AddVerifyAudit(CLI::App& verify, const Session& session, ExitStatus* exit) {
  auto* audit = verify.add_subcommand("audit", "从头核验事件日志的链；与此前给出的日志头对照，可查出整体改写");
  auto options = std::make_shared<AuditOptions>();
  audit->add_option("--head", options->head_file, "服务写出的日志头文件，应存放在服务之外")->check(NamesFile());
  audit->add_option("--key", options->key_file, "验证日志头签名的 SM2 公钥（PEM）")
      ->check(NamesFile())
      ->needs("--head");
  audit->callback([=, &session] { *exit = VerifyAudit(session, *options); });
}

}  // namespace nianbao::cli
