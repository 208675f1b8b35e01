#include "services/aggregation/domain/facts/huge_pages.h"

#include <sys/mman.h>

#include <cstddef>
#include <new>

namespace nianbao::aggregation {
namespace {

constexpr size_t kHugePageBytes = size_t{2} << 20;

class Resource : public std::pmr::memory_resource {
 private:
  static size_t AlignmentFor(size_t bytes, size_t alignment) {
    return bytes < kHugePageBytes ? alignment : kHugePageBytes;
  }

  void* do_allocate(size_t bytes, size_t alignment) override {
    void* const memory = ::operator new(bytes, std::align_val_t(AlignmentFor(bytes, alignment)));
    // Where the system has none, small ones do.
    if (bytes >= kHugePageBytes) madvise(memory, bytes, MADV_HUGEPAGE);
    return memory;
  }
  void do_deallocate(void* memory, size_t bytes, size_t alignment) override {
    // Without the size, which clang takes only when told to.
    ::operator delete(memory, std::align_val_t(AlignmentFor(bytes, alignment)));
  }
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }
};

}  // namespace

std::pmr::memory_resource* HugePages() {
  static auto* const kResource = new Resource();
  return kResource;
}

}  // namespace nianbao::aggregation
