// Backups as files: a header, then for each table its rows; after the header and after each table stands the SM3 of all
// bytes before it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/digest/running_sm3.h"
#include "services/submission/store/backup/backup_header.h"
#include "services/submission/store/table_rows.h"

namespace nianbao::submission {

// Writes under another name beside `path`, and gives the file its name when it is whole and on the disk. Without
// Finish() nothing is left of it.
class BackupWriter {
 public:
  // ALREADY_EXISTS FILE_EXISTS, UNAVAILABLE FILE_NOT_WRITTEN.
  static absl::StatusOr<std::unique_ptr<BackupWriter>> Create(const std::string& path);
  ~BackupWriter();

  BackupWriter(const BackupWriter&) = delete;
  BackupWriter& operator=(const BackupWriter&) = delete;

  // A failure shows at Finish().
  void Write(const BackupHeader& header);
  void Write(const Table& table, const Row& row);
  void EndTable();
  // UNAVAILABLE FILE_NOT_WRITTEN.
  absl::Status Finish();

  int64_t size() const { return size_; }

 private:
  BackupWriter(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}

  void Add(absl::string_view bytes);
  void AddDigest();

  const std::string path_;
  std::FILE* file_;
  digest::RunningSm3 sm3_;
  int64_t size_ = 0;
  // Of the first failure; 0 while there is none.
  int error_ = 0;
};

// Reads in the order of the file. What it has shown of a table is vouched for only when the table was read to its end.
class BackupReader {
 public:
  // NOT_FOUND FILE_UNREADABLE, INVALID_ARGUMENT NOT_A_BACKUP, DATA_LOSS BACKUP_DAMAGED.
  static absl::StatusOr<std::unique_ptr<BackupReader>> Open(const std::string& path);
  ~BackupReader();

  BackupReader(const BackupReader&) = delete;
  BackupReader& operator=(const BackupReader&) = delete;

  const BackupHeader& header() const { return header_; }
  // The next table of the header. DATA_LOSS BACKUP_DAMAGED.
  absl::Status ReadTable(const BackupTable& table, absl::FunctionRef<void(const Row&)> show);
  // Nothing stands behind the last table. DATA_LOSS BACKUP_DAMAGED.
  absl::Status End();

 private:
  BackupReader(std::string path, std::FILE* file, int64_t size) : path_(std::move(path)), file_(file), size_(size) {}

  absl::Status ReadHeader();
  absl::Status ReadRow(const Table& table, Row& row);
  absl::Status Take(int64_t count, std::string& bytes);
  absl::StatusOr<int64_t> TakeNumber();
  // `part` names what is read, for people.
  absl::Status CheckDigest(absl::string_view part);
  absl::Status Damaged(absl::string_view what, absl::string_view chinese) const;

  const std::string path_;
  std::FILE* const file_;
  const int64_t size_;
  BackupHeader header_;
  digest::RunningSm3 sm3_;
  int64_t at_ = 0;
};

}  // namespace nianbao::submission
