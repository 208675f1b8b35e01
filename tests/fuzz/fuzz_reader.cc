// One reader, named by NIANBAO_READER, and the recogniser after it.
#include <cstdint>

#include "services/document/domain/recognise.h"
#include "services/document/readers/all_readers.h"
#include "tests/fuzz/promise.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using nianbao::document::domain::Budget;
  Budget budget({.unpacked_bytes_max = 8 << 20, .cells_max = 20'000, .pages_max = 50, .time_max = absl::Seconds(5)});
  const auto document = nianbao::document::readers::AllReaders().NIANBAO_READER(
      {reinterpret_cast<const char*>(bytes), size}, budget);
  if (document.ok()) nianbao::document::ExpectPromise(nianbao::document::domain::Recognise(*document));
  return 0;
}
