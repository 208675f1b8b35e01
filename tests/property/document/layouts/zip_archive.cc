#include "tests/property/document/layouts/zip_archive.h"

#include <zip.h>

#include <cstdio>
#include <cstdlib>

namespace nianbao::testing {
namespace {

// Nothing here depends on the outside: a failure is a mistake of the test.
void Require(bool done) {
  if (done) return;
  std::fprintf(stderr, "packing a ZIP archive failed\n");
  std::abort();
}

// libzip writes no archive without entries: it removes the file instead. This is the end record alone.
std::string EmptyArchive() { return std::string("PK\x05\x06") + std::string(18, '\0'); }

}  // namespace

std::string ZipArchive(const std::vector<std::pair<std::string, std::string>>& entries) {
  if (entries.empty()) return EmptyArchive();
  zip_source_t* const source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  Require(source != nullptr);
  zip_t* const archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  Require(archive != nullptr);
  zip_source_keep(source);
  for (const auto& [name, content] : entries) {
    zip_source_t* const entry = zip_source_buffer(archive, content.data(), content.size(), 0);
    Require(entry != nullptr && zip_file_add(archive, name.c_str(), entry, ZIP_FL_ENC_UTF_8) >= 0);
  }
  Require(zip_close(archive) == 0 && zip_source_open(source) == 0);
  zip_stat_t stat;
  Require(zip_source_stat(source, &stat) == 0);
  std::string bytes(stat.size, '\0');
  Require(zip_source_read(source, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(source);
  zip_source_free(source);
  return bytes;
}

}  // namespace nianbao::testing
