#include <fmt/core.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/shanghai_time.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using submission::v1::ReviewService;
using submission::v1::YearLock;

struct YearOptions {
  std::string node;
  int year = 0;
  std::string reason;
  std::vector<std::string> exceptions;
  bool allow_missing = false;
};

std::string NodeWords(const YearLock& lock) { return lock.node().empty() ? "全部机关" : lock.node(); }

std::string KindWords(const YearLock& lock) { return lock.kind() == YearLock::KIND_SEALED ? "封存" : "锁定"; }

void Print(const YearLock& lock) {
  fmt::print("{} {} 年度  已{}：{}  {}  {}\n", NodeWords(lock), lock.year(), KindWords(lock), lock.author(),
             ShanghaiTime(lock.time()), lock.reason());
  if (!lock.exceptions().empty()) fmt::print("  例外：{}\n", absl::StrJoin(lock.exceptions(), "、"));
  if (lock.missing_count() > 0) fmt::print("  封存时缺报 {} 份\n", lock.missing_count());
}

template <typename Response>
ExitStatus TellLock(const Session& session, const absl::StatusOr<Response>& response) {
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    Print(response->lock());
  }
  return kClean;
}

ExitStatus Lock(const Session& session, const YearOptions& options) {
  submission::v1::LockYearRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_year(options.year);
  request.set_node(OrganName(options.node));
  request.set_reason(options.reason);
  for (const std::string& organ : options.exceptions) request.add_exceptions(OrganName(organ));
  const auto service = ReviewService::NewStub(session.Connect());
  return TellLock(session, rpc::CallUnary(*service, &ReviewService::Stub::LockYear, request, session.call()));
}

ExitStatus Unlock(const Session& session, const YearOptions& options) {
  submission::v1::UnlockYearRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_year(options.year);
  request.set_node(OrganName(options.node));
  request.set_reason(options.reason);
  const auto service = ReviewService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &ReviewService::Stub::UnlockYear, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("{} {} 年度已解除{}\n", NodeWords(response->lock()), response->lock().year(),
               KindWords(response->lock()));
  }
  return kClean;
}

ExitStatus List(const Session& session, int year) {
  submission::v1::ListYearLocksRequest request;
  request.set_year(year);
  request.set_page_size(1000);
  const auto service = ReviewService::NewStub(session.Connect());
  bool any = false;
  do {
    const auto response = rpc::CallUnary(*service, &ReviewService::Stub::ListYearLocks, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    if (session.output == Output::kJson) {
      PrintJson(*response);
    } else {
      for (const YearLock& lock : response->locks()) Print(lock);
    }
    any = any || !response->locks().empty();
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  if (!any && session.output != Output::kJson) fmt::print("{} 年度没有锁定或封存\n", year);
  return kClean;
}

ExitStatus Seal(const Session& session, const YearOptions& options) {
  submission::v1::SealNodeRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_node(OrganName(options.node));
  request.set_year(options.year);
  request.set_reason(options.reason);
  request.set_allow_missing(options.allow_missing);
  const auto service = ReviewService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &ReviewService::Stub::SealNode, request, session.call());
  const ExitStatus exit = TellLock(session, response);
  if (exit == kClean && session.output == Output::kText) {
    for (const std::string& filing : response->missing()) fmt::print("  缺报 {}\n", filing);
  }
  return exit;
}

}  // namespace

void AddYear(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* year = app.add_subcommand("year", "年度的锁定与解锁");
  year->require_subcommand(1);

  auto* lock = year->add_subcommand("lock", "锁定一个年度：不再保存、报送、撤回和更正，已报送的继续审核");
  auto locked = std::make_shared<YearOptions>();
  lock->add_option("NODE", locked->node, "只锁定这个节点及其下级；不写则锁定全部机关");
  lock->add_option("--year", locked->year, "报告年度")->required();
  lock->add_option("--reason", locked->reason, "锁定原因")->required();
  lock->add_option("--except", locked->exceptions, "不受锁定的机关（可多次），不含其下级")->allow_extra_args(false);
  lock->callback([=, &session] { *exit = Lock(session, *locked); });

  auto* unlock = year->add_subcommand("unlock", "解除一个节点的锁定或封存");
  auto unlocked = std::make_shared<YearOptions>();
  unlock->add_option("NODE", unlocked->node, "锁定或封存所在的节点；不写则为全部机关");
  unlock->add_option("--year", unlocked->year, "报告年度")->required();
  unlock->add_option("--reason", unlocked->reason, "解除原因")->required();
  unlock->callback([=, &session] { *exit = Unlock(session, *unlocked); });

  auto* list = year->add_subcommand("list", "列出一个年度的锁定与封存");
  auto listed = std::make_shared<int>(0);
  list->add_option("--year", *listed, "报告年度")->required();
  list->callback([=, &session] { *exit = List(session, *listed); });
}

void AddSeal(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* seal = app.add_subcommand("seal", "封存一个节点的年度：该节点及其下级的报送不再有任何更改");
  auto options = std::make_shared<YearOptions>();
  seal->add_option("NODE", options->node, "节点")->required();
  seal->add_option("--year", options->year, "报告年度")->required();
  seal->add_option("--reason", options->reason, "封存原因")->required();
  seal->add_flag("--allow-missing", options->allow_missing, "应报未受理的也封存");
  seal->callback([=, &session] { *exit = Seal(session, *options); });
}

}  // namespace nianbao::cli
