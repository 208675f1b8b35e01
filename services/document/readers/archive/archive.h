// Zip archives, unpacked in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/limits.h"

struct zip;

namespace nianbao::document::readers {

class Archive {
 public:
  struct Entry {
    // In UTF-8, with "/" between folders; that of a folder ends with it.
    std::string name;
    uint64_t index = 0;

    bool is_folder() const { return !name.empty() && name.back() == '/'; }
  };

  // content must outlive the archive. depth is 1 for a file and 2 for an archive in it.
  //
  // INVALID_ARGUMENT DOCUMENT_UNREADABLE when the bytes are no whole archive, or two entries share a name, or a name
  // holds ".."; RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE for the limits "entries" and "archive_depth".
  static absl::StatusOr<Archive> Open(absl::string_view content, const domain::Budget& budget, int depth = 1);

  const std::vector<Entry>& entries() const { return entries_; }
  // nullptr when there is none. The case of ASCII letters does not matter, as in the part names of Office files.
  const Entry* Find(absl::string_view name) const;

  // The bytes of an entry. They are counted while they are unpacked, whatever size the archive states.
  //
  // INVALID_ARGUMENT DOCUMENT_UNREADABLE when the entry is encrypted, damaged or packed in an unknown way;
  // RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE for the limits "unpack_ratio" and "unpacked_bytes".
  absl::StatusOr<std::string> Unpack(const Entry& entry, domain::Budget& budget) const;

 private:
  struct Discard {
    void operator()(zip* archive) const;
  };

  Archive() = default;

  std::unique_ptr<zip, Discard> zip_;
  uint64_t packed_bytes_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace nianbao::document::readers
