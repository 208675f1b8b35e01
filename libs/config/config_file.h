// What an operator decides, in a file of protobuf text.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace nianbao::config {

// Reads text into a message of nianbao.config.v1. A field that is not known, a value of the wrong type, a field given
// twice, and a negative number or duration are errors with file, line and column: INVALID_ARGUMENT CONFIG_INVALID.
// `file` is what errors call the text.
absl::Status ParseConfig(absl::string_view text, const std::string& file, google::protobuf::Message& config);

// The same from a file. NOT_FOUND FILE_UNREADABLE.
absl::Status ReadConfig(const std::string& path, google::protobuf::Message& config);

// The configuration in the file; an empty one for "".
template <typename Config>
absl::StatusOr<Config> ConfigIn(const std::string& path) {
  Config config;
  if (path.empty()) return config;
  if (absl::Status read = ReadConfig(path, config); !read.ok()) return read;
  return config;
}

}  // namespace nianbao::config
