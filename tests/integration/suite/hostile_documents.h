// Files that mean harm, or that are not what they are called.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace nianbao::integration {

struct HostileDocument {
  std::string name;
  std::string content;
  absl::StatusCode code;
  std::string reason;
  // What the error says of it: a metadata key and its value, or part of the message where the key is empty.
  std::string key;
  std::string defect;
};

// Of every kind one, each within the limits on bytes.
std::vector<HostileDocument> HostileDocuments();

// A Word document that is within every limit on what can be counted, and needs some hundred megabytes of memory.
std::string MemoryEater();

// A web page that takes longer to read than a millisecond.
std::string LongPage();

// A PDF file of two kilobytes whose page takes centuries to draw.
std::string EndlessPdf();

}  // namespace nianbao::integration
