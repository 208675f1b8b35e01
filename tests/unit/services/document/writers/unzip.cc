#include "tests/unit/services/document/writers/unzip.h"

#include <gtest/gtest.h>
#include <zip.h>

namespace nianbao::document::writers {

std::map<std::string, std::string> Unzip(absl::string_view archive) {
  std::map<std::string, std::string> entries;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(archive.data(), archive.size(), 0, &error);
  zip_t* zip = zip_open_from_source(source, ZIP_CHECKCONS | ZIP_RDONLY, &error);
  if (zip == nullptr) {
    ADD_FAILURE() << zip_error_strerror(&error);
    zip_source_free(source);
    return entries;
  }
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(zip, i, 0, &stat);
    std::string content(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(zip, i, 0);
    EXPECT_EQ(zip_fread(file, content.data(), content.size()), static_cast<zip_int64_t>(content.size()));
    zip_fclose(file);
    entries[stat.name] = content;
  }
  zip_discard(zip);
  return entries;
}

}  // namespace nianbao::document::writers
