#include <fmt/core.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/print_error.h"
#include "clients/cli/store_options.h"

namespace nianbao::cli {
namespace {

using submission::StorePlace;

ExitStatus Migrate(const StorePlace& place) {
  const auto migrated = submission::MigrateStore(place);
  if (!migrated.ok()) return Refuse(migrated.status());
  if (migrated->from_schema == 0) {
    fmt::print("{}：原来没有数据库，已新建，结构版本 {}\n", NameOf(place), migrated->to_schema);
  } else if (migrated->from_schema == migrated->to_schema) {
    fmt::print("{}：结构版本已是 {}，无需升级\n", NameOf(place), migrated->to_schema);
  } else {
    fmt::print("{}：结构版本由 {} 升级到 {}\n", NameOf(place), migrated->from_schema, migrated->to_schema);
  }
  return kClean;
}

// Where a folder is named the file in it is named by the time, for backups that are made every night.
std::string FileAt(const std::string& target) {
  std::error_code unknown;
  if (!std::filesystem::is_directory(target, unknown)) return target;
  return absl::StrCat(target, "/nianbao-", absl::FormatTime("%Y-%m-%dT%H%M%SZ", absl::Now(), absl::UTCTimeZone()),
                      ".backup");
}

ExitStatus BackUp(const StorePlace& place, const std::string& target) {
  const std::string file = FileAt(target);
  const auto backup = submission::BackUpStore(place, file);
  if (!backup.ok()) return Refuse(backup.status());
  fmt::print("{} 已备份到 {}：{} 行，截至第 {} 号事件，结构版本 {}\n", NameOf(place), file, backup->row_count,
             backup->sequence, backup->schema);
  return kClean;
}

ExitStatus Restore(const StorePlace& place, const std::string& file) {
  const auto restored = submission::RestoreStore(place, file);
  if (!restored.ok()) return Refuse(restored.status());
  fmt::print("已由 {} 恢复到 {}：{} 行，截至第 {} 号事件\n", file, NameOf(place), restored->backup.row_count,
             restored->backup.sequence);
  fmt::print("日志编号由 {} 换为 {}：按原编号读取事件的系统会被告知从头重新读取。\n", restored->backup.log_id,
             restored->log_id);
  fmt::print("备份之后的更改不在其中，请通知填报和审核人员核对。可用 nianbao verify store 核验。\n");
  return kClean;
}

}  // namespace

void AddStore(CLI::App& app, ExitStatus* exit) {
  auto* store = app.add_subcommand("store", "数据库的升级、备份与恢复（运维）");
  store->require_subcommand(1);

  auto* migrate = store->add_subcommand("migrate", "把数据库升级到本程序的结构版本（数据目录须先停止服务）");
  const auto migrated = AddStoreOptions(*migrate);
  migrate->callback([=] { *exit = Migrate(*migrated); });

  auto* backup = store->add_subcommand("backup", "把数据库的全部内容写成一个文件（服务可以照常运行）");
  const auto backed_up = AddStoreOptions(*backup);
  auto target = std::make_shared<std::string>();
  backup->add_option("FILE", *target, "备份文件，须是新文件；给出文件夹时按时间取名")->required();
  backup->callback([=] { *exit = BackUp(*backed_up, *target); });

  auto* restore = store->add_subcommand("restore", "由备份文件恢复到空的数据目录或空的 PostgreSQL 数据库");
  const auto restored = AddStoreOptions(*restore);
  auto source = std::make_shared<std::string>();
  restore->add_option("FILE", *source, "备份文件")->required();
  restore->callback([=] { *exit = Restore(*restored, *source); });
}

}  // namespace nianbao::cli
