#include "services/document/readers/archive/archive.h"

#include <zip.h>

#include <algorithm>
#include <new>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/document/domain/normalise.h"
#include "services/document/readers/archive/entry_name.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

constexpr size_t kChunkBytes = 64 << 10;
constexpr size_t kFreeBytes = 1 << 20;

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

absl::Status NoArchive() {
  return Unreadable("bytes that are no zip archive", "a zip archive", "文件不是 ZIP 压缩格式。请检查是否选错了文件。");
}

// error is one of libzip's codes. Memory that gave out is no damage.
absl::Status DamagedArchive(int error) {
  if (error == ZIP_ER_MEMORY) throw std::bad_alloc();
  zip_error_t detail;
  zip_error_init_with_code(&detail, error);
  const std::string text = zip_error_strerror(&detail);
  zip_error_fini(&detail);
  return Unreadable(absl::StrCat("a truncated or damaged archive (", text, ")"), "a whole zip archive",
                    "文件不完整或已损坏（压缩包没有正常的结尾）。请重新下载或另存一份，再重新导入。");
}

absl::Status Twice(absl::string_view name) {
  const std::string excerpt = domain::Excerpt(name);
  return Unreadable(absl::StrCat("an archive with two entries ", excerpt), "every name once",
                    absl::StrCat("压缩包内有两个同名文件“", excerpt, "”，无法判断以哪个为准。请重新打包后再导入。"))
      .Meta("entry", excerpt);
}

absl::Status Encrypted(absl::string_view name) {
  const std::string excerpt = domain::Excerpt(name);
  return Unreadable(absl::StrCat("an encrypted entry ", excerpt), "an archive without password",
                    absl::StrCat("压缩包内的“", excerpt, "”设有密码，无法读取。请去掉密码重新打包后再导入。"))
      .Meta("entry", excerpt);
}

absl::Status BadEntry(absl::string_view name, zip_error_t* error) {
  if (zip_error_code_zip(error) == ZIP_ER_MEMORY) throw std::bad_alloc();
  const absl::string_view defect = zip_error_strerror(error);
  const std::string excerpt = domain::Excerpt(name);
  return Unreadable(
             absl::StrCat("an entry ", excerpt, " that cannot be unpacked (", defect, ")"), "a sound archive",
             absl::StrCat("压缩包内的“", excerpt, "”已损坏或压缩方式不受支持，无法解开。请重新打包或另存后再导入。"))
      .Meta("entry", excerpt);
}

}  // namespace

void Archive::Discard::operator()(zip* archive) const { zip_discard(archive); }

absl::StatusOr<Archive> Archive::Open(absl::string_view content, const domain::Budget& budget, int depth) {
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("archive_depth", depth, budget.limits().archive_depth_max));
  if (!absl::StartsWith(content, "PK")) return NoArchive();
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(content.data(), content.size(), 0, &error);
  zip_t* opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  const int code = zip_error_code_zip(&error);
  zip_error_fini(&error);
  if (opened == nullptr) {
    zip_source_free(source);
    return DamagedArchive(code);
  }
  Archive archive;
  archive.zip_.reset(opened);
  archive.packed_bytes_ = content.size();
  const auto count = static_cast<uint64_t>(zip_get_num_entries(opened, 0));
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("entries", count, budget.limits().entries_max));
  absl::flat_hash_set<std::string> names;
  for (uint64_t i = 0; i < count; ++i) {
    const char* raw = zip_get_name(opened, i, ZIP_FL_ENC_RAW);
    ASSIGN_OR_RETURN(std::string name, EntryName(raw == nullptr ? "" : raw));
    if (!names.insert(name).second) return Twice(name);
    archive.entries_.push_back({std::move(name), i});
  }
  return archive;
}

const Archive::Entry* Archive::Find(absl::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [name](const Entry& entry) { return absl::EqualsIgnoreCase(entry.name, name); });
  return found == entries_.end() ? nullptr : &*found;
}

absl::StatusOr<std::string> Archive::Unpack(const Entry& entry, domain::Budget& budget) const {
  zip_stat_t stat;
  if (zip_stat_index(zip_.get(), entry.index, 0, &stat) != 0) return BadEntry(entry.name, zip_get_error(zip_.get()));
  if (stat.encryption_method != ZIP_EM_NONE) return Encrypted(entry.name);
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(zip_.get(), entry.index, 0));
  if (file == nullptr) return BadEntry(entry.name, zip_get_error(zip_.get()));
  const uint64_t packed = std::min<uint64_t>(stat.comp_size, packed_bytes_);
  std::string bytes;
  while (true) {
    const size_t had = bytes.size();
    bytes.resize(had + kChunkBytes);
    const zip_int64_t got = zip_fread(file.get(), bytes.data() + had, kChunkBytes);
    if (got < 0) return BadEntry(entry.name, zip_file_get_error(file.get()));
    bytes.resize(had + got);
    if (got == 0) return bytes;
    RETURN_IF_ERROR(budget.SpendUnpacked(got));
    RETURN_IF_ERROR(budget.CheckTime());
    if (bytes.size() <= kFreeBytes) continue;
    const size_t ratio_max = budget.limits().unpack_ratio_max;
    if (bytes.size() - kFreeBytes > packed * ratio_max) {
      RETURN_IF_ERROR(domain::Budget::CheckAtMost("unpack_ratio", ratio_max + 1, ratio_max));
    }
  }
}

}  // namespace nianbao::document::readers
