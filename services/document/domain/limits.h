// What reading one document may cost. Files come from strangers.
#pragma once

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace nianbao::document::domain {

struct Limits {
  size_t input_bytes_max = 20 << 20;
  // Of all entries of an archive together.
  size_t unpacked_bytes_max = 200 << 20;
  // Unpacked to packed size of one entry, beyond its first megabyte.
  size_t unpack_ratio_max = 200;
  int entries_max = 2'000;
  // Archives in archives, elements in elements, tables in tables.
  int archive_depth_max = 2;
  int element_depth_max = 256;
  int table_depth_max = 8;
  // Tags and attributes of one page or part of XML.
  int elements_max = 500'000;
  // Memory of the tree of one page.
  size_t tree_bytes_max = 256 << 20;
  // Paragraphs and cells, merged ones counted once for each place they cover.
  int cells_max = 100'000;
  int columns_max = 1'000;
  int pages_max = 500;
  absl::Duration time_max = absl::Seconds(20);
  // Of a conversion by LibreOffice, which does not count in time_max.
  absl::Duration office_time_max = absl::Seconds(60);
};

// RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE for the limit "memory", which the process sets itself and all readings share.
absl::Status MemoryExceeded(size_t bytes_max);

// Counts what the reading of one document has cost. Every failure is RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE or
// DOCUMENT_TOO_SLOW and names the limit in metadata "limit" and "max".
class Budget {
 public:
  explicit Budget(const Limits& limits);

  const Limits& limits() const { return limits_; }

  // One more paragraph or cell. Looks at the clock now and then.
  absl::Status SpendCells(int cells = 1);
  absl::Status SpendUnpacked(size_t bytes);
  absl::Status CheckTime() const;
  // Looks at the time that a conversion has taken since start.
  absl::Status CheckOfficeTime(absl::Time start) const;
  // Leaves the time since start out of the count.
  void PauseSince(absl::Time start);
  // For limits that are no sum: fails when value > max. limit is the member's name without _max, such as "pages".
  static absl::Status CheckAtMost(absl::string_view limit, size_t value, size_t max);

 private:
  const Limits limits_;
  absl::Time deadline_;
  int cells_ = 0;
  size_t unpacked_bytes_ = 0;
};

}  // namespace nianbao::document::domain
