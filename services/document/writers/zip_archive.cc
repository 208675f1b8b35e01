#include "services/document/writers/zip_archive.h"

#include <zip.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::document::writers {
namespace {

// 1 January 1980, the first day that the format knows.
constexpr zip_uint16_t kDosTime = 0;
constexpr zip_uint16_t kDosDate = (1 << 5) | 1;

absl::Status NotPacked(absl::string_view problem) {
  return status::Error(absl::StatusCode::kInternal, "DOCUMENT_NOT_WRITTEN", absl::StrCat("zip: ", problem))
      .Chinese("文件未能写出，请稍后重试。");
}

absl::Status AddEntry(zip_t* archive, const ZipEntry& entry) {
  zip_source_t* source = zip_source_buffer(archive, entry.content.data(), entry.content.size(), 0);
  if (source == nullptr) return NotPacked(zip_strerror(archive));
  const zip_int64_t index = zip_file_add(archive, entry.name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return NotPacked(zip_strerror(archive));
  }
  if (zip_file_set_dostime(archive, index, kDosTime, kDosDate, 0) != 0) return NotPacked(zip_strerror(archive));
  return absl::OkStatus();
}

absl::Status WriteTo(zip_source_t* target, const std::vector<ZipEntry>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) return NotPacked(zip_error_strerror(&error));
  // Closing the archive releases one hold on the target.
  zip_source_keep(target);
  absl::Status status;
  for (const ZipEntry& entry : entries) {
    if (status = AddEntry(archive, entry); !status.ok()) break;
  }
  if (status.ok() && zip_close(archive) == 0) return status;
  if (status.ok()) status = NotPacked(zip_strerror(archive));
  zip_discard(archive);
  return status;
}

absl::StatusOr<std::string> BytesOf(zip_source_t* target) {
  zip_stat_t stat;
  if (zip_source_stat(target, &stat) != 0 || zip_source_open(target) != 0) return NotPacked("cannot be read back");
  std::string bytes(stat.size, '\0');
  const zip_int64_t count = zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  if (count != static_cast<zip_int64_t>(bytes.size())) return NotPacked("cannot be read back");
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> ZipArchive(const std::vector<ZipEntry>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (target == nullptr) return NotPacked(zip_error_strerror(&error));
  const absl::Status written = WriteTo(target, entries);
  absl::StatusOr<std::string> bytes = written.ok() ? BytesOf(target) : written;
  zip_source_free(target);
  return bytes;
}

}  // namespace nianbao::document::writers
