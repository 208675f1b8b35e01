#include "services/document/readers/html/html_arena.h"

#include <algorithm>
#include <new>

#include "libs/status/try.h"

namespace nianbao::document::readers {
namespace {

constexpr size_t kBlockBytes = 256 << 10;
constexpr size_t kAlignment = alignof(std::max_align_t);
constexpr size_t kAllocationsBetweenLooksAtTheClock = 4'096;

}  // namespace

absl::Status HtmlArena::Check(size_t bytes) {
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("tree_bytes", total_bytes_ + bytes, budget_.limits().tree_bytes_max));
  return ++allocations_ % kAllocationsBetweenLooksAtTheClock == 0 ? budget_.CheckTime() : absl::OkStatus();
}

bool HtmlArena::AddBlock(size_t bytes) {
  try {
    blocks_.push_back(std::make_unique<char[]>(bytes));
  } catch (const std::bad_alloc&) {
    return false;
  }
  free_ = blocks_.back().get();
  free_bytes_ = bytes;
  return true;
}

void* HtmlArena::Allocate(size_t bytes) {
  bytes = (std::max<size_t>(bytes, 1) + kAlignment - 1) / kAlignment * kAlignment;
  status_ = Check(bytes);
  if (!status_.ok()) std::longjmp(exit_, 1);
  total_bytes_ += bytes;
  if (bytes > free_bytes_ && !AddBlock(std::max(bytes, kBlockBytes))) std::longjmp(exit_, 1);
  char* const memory = free_;
  free_ += bytes;
  free_bytes_ -= bytes;
  return memory;
}

}  // namespace nianbao::document::readers
