// What stands at the beginning of a backup.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/submission/store/tables.h"

namespace nianbao::submission {

struct BackupTable {
  Table table;
  int64_t row_count = 0;
};

struct BackupHeader {
  int64_t schema = 0;
  std::string log_id;
  // The end of the log.
  int64_t sequence = 0;
  std::string digest;
  absl::Time time;
  // In the order in which their rows follow.
  std::vector<BackupTable> tables;
};

// The first line of every backup of the format that this program writes.
inline constexpr absl::string_view kBackupTitle = "nianbao backup 1\n";

// Lines of text, the last one empty:
//
//   nianbao backup 1
//   schema 10
//   log 4f1c… (the log id)
//   head 1234 9b0e… (sequence, and the digest in hexadecimal)
//   time 2025-02-01T08:00:00+00:00
//   table organs 13 name:text:key parent:text:sibling organ:bytes
//   …
std::string Format(const BackupHeader& header);
// nullopt when it is none, from the title to the empty line.
std::optional<BackupHeader> ParseBackupHeader(absl::string_view text);

}  // namespace nianbao::submission
