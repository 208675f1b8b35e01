#include "clients/cli/store_options.h"

#include "clients/cli/command_tree/path_value.h"

namespace nianbao::cli {

std::shared_ptr<submission::StorePlace> AddStoreOptions(CLI::App& command) {
  auto place = std::make_shared<submission::StorePlace>();
  place->data_dir = "nianbao-data";
  auto* data =
      command.add_option("--data", place->data_dir, "SQLite 的数据目录")->check(NamesFolder())->capture_default_str();
  command.add_option("--database", place->database, "PostgreSQL 数据库的连接串；密码宜放在文件中（passfile=）")
      ->envname("NIANBAO_DATABASE")
      ->excludes(data);
  return place;
}

std::string NameOf(const submission::StorePlace& place) {
  return place.database.empty() ? "数据目录 " + place.data_dir : "PostgreSQL 数据库";
}

}  // namespace nianbao::cli
