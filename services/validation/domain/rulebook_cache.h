// Rulebooks that were compiled before.
#pragma once

#include <deque>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "libs/rulebook/compile.h"

namespace nianbao::validation::domain {

// The rulebook that was delivered, and the latest kKept others. Thread-safe.
class RulebookCache {
 public:
  static constexpr size_t kKept = 16;

  // The rulebook with a digest, the delivered one for "". `rulebook` may be nullptr; else it is taken in.
  // FAILED_PRECONDITION RULEBOOK_UNKNOWN for a digest that is not kept and no rulebook; INVALID_ARGUMENT
  // RULEBOOK_INVALID for a rulebook that is wrong or has another digest.
  absl::StatusOr<std::shared_ptr<const rulebook::CompiledRulebook>> Get(absl::string_view digest,
                                                                        const v1::Rulebook* rulebook);

 private:
  std::shared_ptr<const rulebook::CompiledRulebook> Find(absl::string_view digest);

  absl::Mutex mutex_;
  // The latest last.
  std::deque<std::shared_ptr<const rulebook::CompiledRulebook>> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::validation::domain
