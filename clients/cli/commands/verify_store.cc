#include <fmt/core.h>
#include <google/protobuf/stubs/logging.h>

#include "clients/cli/commands/commands.h"
#include "clients/cli/print_error.h"
#include "clients/cli/store_options.h"

namespace nianbao::cli {
namespace {

using submission::StoreFault;

// Such as "revisions organs/edu/filings/2024-own 第 2 版：…".
void Print(const StoreFault& fault) {
  fmt::print("不符：{}{}{}{}{}\n", fault.table, fault.row.empty() ? "" : " ", fault.row,
             fault.table.empty() ? "" : "：", fault.what);
}

ExitStatus Verify(const submission::StorePlace& place) {
  // Of bytes that are no message the fault says enough.
  const google::protobuf::LogSilencer silence;
  const auto check = submission::VerifyStore(place);
  if (!check.ok()) return Refuse(check.status());
  for (const auto& [table, count] : check->row_counts) fmt::print("{:<16} {:>8} 行\n", table, count);
  for (const StoreFault& fault : check->faults) Print(fault);
  const int64_t omitted = check->fault_count - static_cast<int64_t>(check->faults.size());
  if (omitted > 0) fmt::print("另有 {} 处未列出\n", omitted);
  if (check->fault_count == 0) {
    fmt::print("{} 核验完毕，全部相符\n", NameOf(place));
    return kClean;
  }
  fmt::print("{} 核验完毕，不符 {} 处。请保留现场，不要继续写入；由完好的备份恢复（nianbao store restore）。\n",
             NameOf(place), check->fault_count);
  return kErrorFindings;
}

}  // namespace

void AddVerifyStore(CLI::App& verify, ExitStatus* exit) {
  auto* store = verify.add_subcommand("store", "通读数据库，核对日志、报送、文件与摘要是否相符（服务可以照常运行）");
  const auto place = AddStoreOptions(*store);
  store->callback([=] { *exit = Verify(*place); });
}

}  // namespace nianbao::cli
