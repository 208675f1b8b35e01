#include "services/submission/store/backup/backup_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::submission {
namespace {

constexpr int64_t kDigestSize = 32;
// A backup of a hundred tables has a shorter one.
constexpr size_t kHeaderMax = 64 * 1024;
constexpr char kNull = 0;
constexpr char kPresent = 1;

std::string Unfinished(const std::string& path) { return path + ".part"; }

absl::Status NotWritten(const std::string& path, int error) {
  return status::Error(absl::StatusCode::kUnavailable, "FILE_NOT_WRITTEN",
                       absl::StrCat("backup: got ", strerror(error), ", want ", path, " to be written"))
      .Meta("path", path)
      .Chinese(absl::StrCat("备份没有写成：无法写入 ", path, "（", strerror(error),
                            "）。请检查文件夹、权限和磁盘空间，再备份一次。"));
}

absl::Status NotABackup(const std::string& path, absl::string_view want) {
  return status::Error(absl::StatusCode::kInvalidArgument, "NOT_A_BACKUP",
                       absl::StrCat("backup: got ", path, ", want ", want))
      .Meta("path", path)
      .Chinese(absl::StrCat(path,
                            " 不是本程序能读的备份。请选择由 nianbao store backup 写出的文件；"
                            "较新版本写的备份请用该版本恢复。"));
}

std::string ToBytes(int64_t number) {
  std::string bytes(8, '\0');
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(static_cast<uint64_t>(number) >> (8 * (7 - i)));
  return bytes;
}

int64_t FromBytes(absl::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes) number = (number << 8) | static_cast<unsigned char>(byte);
  return static_cast<int64_t>(number);
}

// A new name is on the disk when its folder is.
int SyncFolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int error = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  return error;
}

}  // namespace

absl::StatusOr<std::unique_ptr<BackupWriter>> BackupWriter::Create(const std::string& path) {
  if (access(path.c_str(), F_OK) == 0) {
    return status::Error(absl::StatusCode::kAlreadyExists, "FILE_EXISTS", absl::StrCat(path, ": exists already"))
        .Meta("path", path)
        .Chinese(absl::StrCat("文件 ", path, " 已经存在，没有覆盖。请为备份另取一个文件名。"));
  }
  // Only its owner may read it: it holds what the database holds.
  const int descriptor = open(Unfinished(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  std::FILE* const file = descriptor < 0 ? nullptr : fdopen(descriptor, "wb");
  if (file == nullptr) return NotWritten(path, errno);
  return std::unique_ptr<BackupWriter>(new BackupWriter(path, file));
}

BackupWriter::~BackupWriter() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  unlink(Unfinished(path_).c_str());
}

void BackupWriter::Add(absl::string_view bytes) {
  sm3_.Add(bytes);
  size_ += static_cast<int64_t>(bytes.size());
  if (error_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) error_ = errno;
}

void BackupWriter::AddDigest() { Add(sm3_.Digest()); }

void BackupWriter::Write(const BackupHeader& header) {
  Add(Format(header));
  AddDigest();
}

void BackupWriter::Write(const Table& table, const Row& row) {
  for (const Value& value : row) {
    if (const auto* const number = std::get_if<int64_t>(&value)) {
      Add(kPresent + ToBytes(*number));
    } else if (const auto* const text = std::get_if<std::string>(&value)) {
      Add(kPresent + ToBytes(static_cast<int64_t>(text->size())));
      Add(*text);
    } else {
      Add(std::string(1, kNull));
    }
  }
}

void BackupWriter::EndTable() { AddDigest(); }

absl::Status BackupWriter::Finish() {
  if (error_ == 0 && std::fflush(file_) != 0) error_ = errno;
  if (error_ == 0 && fsync(fileno(file_)) != 0) error_ = errno;
  if (error_ == 0 && std::rename(Unfinished(path_).c_str(), path_.c_str()) != 0) error_ = errno;
  if (error_ != 0) return NotWritten(path_, error_);
  std::fclose(std::exchange(file_, nullptr));
  const int error = SyncFolderOf(path_);
  return error == 0 ? absl::OkStatus() : NotWritten(path_, error);
}

absl::StatusOr<std::unique_ptr<BackupReader>> BackupReader::Open(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rbe");
  struct stat about = {};
  if (file == nullptr || fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode)) {
    if (file != nullptr) std::fclose(file);
    return status::Error(absl::StatusCode::kNotFound, "FILE_UNREADABLE",
                         absl::StrCat("backup: got ", path, ", want a file that can be read"))
        .Meta("path", path)
        .Chinese(absl::StrCat("无法读取备份 ", path, "。请检查路径和权限。"));
  }
  auto reader = std::unique_ptr<BackupReader>(new BackupReader(path, file, about.st_size));
  RETURN_IF_ERROR(reader->ReadHeader());
  return reader;
}

BackupReader::~BackupReader() { std::fclose(file_); }

absl::Status BackupReader::Damaged(absl::string_view what, absl::string_view chinese) const {
  return status::Error(absl::StatusCode::kDataLoss, "BACKUP_DAMAGED",
                       absl::StrCat("backup: got ", path_, " of ", size_, " bytes, at byte ", at_, " ", what))
      .Meta("path", path_)
      .Meta("byte", absl::StrCat(at_))
      .Chinese(absl::StrCat("备份 ", path_, " 已损坏，没有恢复任何内容：", chinese, "（第 ", at_, " 字节处，文件共 ",
                            size_, " 字节）。请换用另一份备份，或重新取得这份文件后再试。"));
}

absl::Status BackupReader::Take(int64_t count, std::string& bytes) {
  if (count < 0 || count > size_ - at_) {
    return Damaged(absl::StrCat("want ", count, " more"), "文件不完整，或长度标记被改动");
  }
  bytes.resize(static_cast<size_t>(count));
  if (std::fread(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
    return Damaged("want to read on", "文件无法继续读取");
  }
  at_ += count;
  sm3_.Add(bytes);
  return absl::OkStatus();
}

absl::StatusOr<int64_t> BackupReader::TakeNumber() {
  std::string bytes;
  RETURN_IF_ERROR(Take(8, bytes));
  return FromBytes(bytes);
}

absl::Status BackupReader::CheckDigest(absl::string_view part) {
  const std::string want = sm3_.Digest();
  std::string got;
  RETURN_IF_ERROR(Take(kDigestSize, got));
  if (got == want) return absl::OkStatus();
  return Damaged(absl::StrCat("want the SM3 of all before it, to the end of ", part),
                 absl::StrCat(part, "的内容与其校验值不符"));
}

absl::Status BackupReader::ReadHeader() {
  std::string text;
  std::string byte;
  while (!absl::EndsWith(text, "\n\n")) {
    const bool is_title = absl::StartsWith(kBackupTitle, text) || absl::StartsWith(text, kBackupTitle);
    if (!is_title || text.size() > kHeaderMax) return NotABackup(path_, "a file that begins as a backup does");
    RETURN_IF_ERROR(Take(1, byte));
    text += byte;
  }
  RETURN_IF_ERROR(CheckDigest("文件头"));
  std::optional<BackupHeader> header = ParseBackupHeader(text);
  if (!header.has_value()) return NotABackup(path_, "a header that this program knows");
  header_ = *std::move(header);
  return absl::OkStatus();
}

absl::Status BackupReader::ReadRow(const Table& table, Row& row) {
  std::string bytes;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    RETURN_IF_ERROR(Take(1, bytes));
    row[i] = std::monostate();
    if (bytes[0] == kNull) continue;
    if (bytes[0] != kPresent) return Damaged("want a value", absl::StrCat("表 ", table.name, " 中的标记无法识别"));
    ASSIGN_OR_RETURN(const int64_t number, TakeNumber());
    if (table.columns[i].type == Column::Type::kNumber) {
      row[i] = number;
    } else {
      RETURN_IF_ERROR(Take(number, row[i].emplace<std::string>()));
    }
  }
  return absl::OkStatus();
}

absl::Status BackupReader::ReadTable(const BackupTable& table, absl::FunctionRef<void(const Row&)> show) {
  Row row(table.table.columns.size());
  for (int64_t i = 0; i < table.row_count; ++i) {
    RETURN_IF_ERROR(ReadRow(table.table, row));
    show(row);
  }
  return CheckDigest(absl::StrCat("表 ", table.table.name, " "));
}

absl::Status BackupReader::End() {
  return at_ == size_ ? absl::OkStatus() : Damaged("want its end", "末尾之后还有多余的内容");
}

}  // namespace nianbao::submission
