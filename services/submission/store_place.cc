#include "services/submission/store_place.h"

#include <openssl/rand.h>

#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/store/postgres/open_postgres.h"
#include "services/submission/store/postgres/postgres_connection.h"
#include "services/submission/store/sqlite/open_sqlite.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "services/submission/store/store_error.h"

namespace nianbao::submission {

std::string DatabaseFile(const std::string& data_dir) {
  return (std::filesystem::path(data_dir) / "nianbao.db").string();
}

std::string RandomLogId() {
  unsigned char bytes[16];
  if (RAND_bytes(bytes, sizeof(bytes)) != 1) throw std::runtime_error("OpenSSL gives no random bytes");
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(bytes), sizeof(bytes)));
}

absl::Status MakeFolder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error) return absl::OkStatus();
  return status::Error(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE",
                       absl::StrCat("data: got ", path, ", want a folder that can be written: ", error.message()))
      .Meta("path", path)
      .Chinese(absl::StrCat("无法使用数据目录 ", path, "。请检查路径和权限。"));
}

absl::StatusOr<OpenedStore> OpenStore(const StorePlace& place) {
  OpenedStore opened;
  if (!place.database.empty()) {
    ASSIGN_OR_RETURN(opened.store, OpenPostgres(place.database, RandomLogId));
    return opened;
  }
  RETURN_IF_ERROR(MakeFolder(place.data_dir));
  ASSIGN_OR_RETURN(FolderLock lock, FolderLock::Take(place.data_dir));
  opened.lock.emplace(std::move(lock));
  ASSIGN_OR_RETURN(opened.store, OpenSqlite(DatabaseFile(place.data_dir), RandomLogId));
  return opened;
}

absl::StatusOr<std::unique_ptr<Database>> FindDatabase(const StorePlace& place) {
  if (!place.database.empty()) {
    auto database = std::make_unique<PostgresDatabase>(place.database);
    RETURN_IF_ERROR(CheckCollation(*database));
    return database;
  }
  const std::string file = DatabaseFile(place.data_dir);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return StoreMissing(absl::StrCat("no file ", file));
  return std::make_unique<SqliteDatabase>(file);
}

}  // namespace nianbao::submission
