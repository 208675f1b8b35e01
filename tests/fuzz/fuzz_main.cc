// The target named by NIANBAO_FUZZ_TARGET, as libFuzzer calls it.
#include <cstdint>
#include <cstdlib>

#include "tests/fuzz/targets.h"

// fontconfig, which poppler asks for fonts, keeps what it has read of its settings.
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static const nianbao::fuzz::Target* const target = [] {
    for (const nianbao::fuzz::Target& one : nianbao::fuzz::Targets()) {
      if (one.name == NIANBAO_FUZZ_TARGET) return &one;
    }
    std::abort();
  }();
  target->run({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
