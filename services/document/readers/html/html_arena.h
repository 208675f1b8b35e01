// The memory of a parse, which ends it when a limit is reached.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Hands out memory that is freed with the arena alone, so that a parse may be left at any time.
class HtmlArena {
 public:
  explicit HtmlArena(const domain::Budget& budget) : budget_(budget) {}

  // Jumps to exit() when the budget or the memory allows no more: the callers in between must be C. status() then says
  // why; it is OK when it was the memory.
  void* Allocate(size_t bytes);

  std::jmp_buf& exit() { return exit_; }
  const absl::Status& status() const { return status_; }

 private:
  absl::Status Check(size_t bytes);
  // False when there is no memory.
  bool AddBlock(size_t bytes);

  const domain::Budget& budget_;
  std::jmp_buf exit_;
  absl::Status status_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  size_t free_bytes_ = 0;
  size_t total_bytes_ = 0;
  size_t allocations_ = 0;
};

}  // namespace nianbao::document::readers
