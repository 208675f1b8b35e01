// One reader, named by NIANBAO_READER, and the recogniser after it.
#include NIANBAO_READER_HEADER

#include <cstdint>

#include "services/document/domain/recognise.h"
#include "tests/fuzz/promise.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  nianbao::document::domain::Limits limits;
  limits.unpacked_bytes_max = 8 << 20;
  limits.cells_max = 20'000;
  limits.pages_max = 50;
  limits.time_max = absl::Seconds(5);
  nianbao::document::domain::Budget budget(limits);
  const auto document =
      nianbao::document::readers::NIANBAO_READER({reinterpret_cast<const char*>(bytes), size}, budget);
  if (document.ok()) nianbao::document::ExpectPromise(nianbao::document::domain::Recognise(*document));
  return 0;
}
