// The public keys of an issuer of tokens.
#pragma once

#include <rhonabwy.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace nianbao::access {

struct FreeJwk {
  void operator()(jwk_t* key) const { r_jwk_free(key); }
};
using Key = std::unique_ptr<jwk_t, FreeJwk>;

struct FreeJwks {
  void operator()(jwks_t* keys) const { r_jwks_free(keys); }
};
using Keys = std::unique_ptr<jwks_t, FreeJwks>;

// Keeps itself up to date in a thread of its own: every five minutes, and soon after it was asked for a key that it
// does not have. What cannot be read leaves the keys as they were. Thread-safe.
class KeySet {
 public:
  // Told in the thread what could not be read.
  using OnFault = std::function<void(const absl::Status&)>;

  // A file, which is read now, or an address by https, which need not answer yet.
  // NOT_FOUND FILE_UNREADABLE, INVALID_ARGUMENT KEY_INVALID.
  static absl::StatusOr<std::unique_ptr<KeySet>> Open(std::string place, OnFault on_fault);
  ~KeySet();

  KeySet(const KeySet&) = delete;
  KeySet& operator=(const KeySet&) = delete;

  // A copy of the key with this id; nullptr when there is none.
  Key Find(const std::string& id) const;

 private:
  KeySet(std::string place, OnFault on_fault) : place_(std::move(place)), on_fault_(std::move(on_fault)) {}

  bool IsRemote() const;
  absl::StatusOr<Keys> Read() const;
  void KeepUp();

  const std::string place_;
  const OnFault on_fault_;
  mutable absl::Mutex mutex_;
  Keys keys_ ABSL_GUARDED_BY(mutex_);
  mutable bool missed_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace nianbao::access
