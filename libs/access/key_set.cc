#include "libs/access/key_set.h"

#include <fstream>
#include <iterator>

#include "absl/memory/memory.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::access {
namespace {

constexpr absl::Duration kLook = absl::Minutes(5);
// Between two looks, so that tokens with invented keys cost the issuer nothing.
constexpr absl::Duration kFilePause = absl::Seconds(1);
constexpr absl::Duration kRemotePause = absl::Seconds(30);

absl::Status NoKeys(const std::string& place) {
  return status::Error(absl::StatusCode::kInvalidArgument, "KEY_INVALID",
                       absl::StrCat("jwks: got ", place, ", want a JSON object with a list \"keys\""))
      .Meta("path", place)
      .Chinese(absl::StrCat(place, " 不是有效的公钥集（JWKS）。"));
}

absl::Status Unreadable(const std::string& place) {
  return status::Error(absl::StatusCode::kNotFound, "FILE_UNREADABLE",
                       absl::StrCat("jwks: got ", place, ", want a file or address that can be read"))
      .Meta("path", place)
      .Chinese(absl::StrCat("无法读取公钥集 ", place, "。请检查路径或网址，以及权限。"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<KeySet>> KeySet::Open(std::string place, OnFault on_fault) {
  r_global_init();
  auto keys = absl::WrapUnique(new KeySet(std::move(place), std::move(on_fault)));
  if (!keys->IsRemote()) {
    ASSIGN_OR_RETURN(Keys read, keys->Read());
    absl::MutexLock lock(&keys->mutex_);
    keys->keys_ = std::move(read);
  }
  keys->thread_ = std::thread([raw = keys.get()] { raw->KeepUp(); });
  return keys;
}

KeySet::~KeySet() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

Key KeySet::Find(const std::string& id) const {
  absl::MutexLock lock(&mutex_);
  if (keys_ != nullptr) {
    // r_jwks_get_by_kid gives a copy.
    if (Key key(r_jwks_get_by_kid(keys_.get(), id.c_str())); key != nullptr) return key;
  }
  missed_ = true;
  return nullptr;
}

bool KeySet::IsRemote() const { return absl::StartsWith(place_, "https://"); }

absl::StatusOr<Keys> KeySet::Read() const {
  jwks_t* made = nullptr;
  r_jwks_init(&made);
  Keys keys(made);
  if (IsRemote()) {
    if (r_jwks_import_from_uri(keys.get(), place_.c_str(), R_FLAG_FOLLOW_REDIRECT) != RHN_OK) return Unreadable(place_);
  } else {
    std::ifstream file(place_);
    const std::string json{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file) return Unreadable(place_);
    if (r_jwks_import_from_json_str(keys.get(), json.c_str()) != RHN_OK) return NoKeys(place_);
  }
  if (r_jwks_size(keys.get()) == 0) return NoKeys(place_);
  return keys;
}

void KeySet::KeepUp() {
  // A remote place was not read yet.
  absl::Duration wait = IsRemote() ? absl::ZeroDuration() : kLook;
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      const auto wanted = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_ || missed_; };
      mutex_.AwaitWithTimeout(absl::Condition(&wanted), wait);
      if (stopping_) return;
      missed_ = false;
    }
    absl::StatusOr<Keys> read = Read();
    if (!read.ok()) on_fault_(read.status());
    absl::MutexLock lock(&mutex_);
    if (read.ok()) keys_ = *std::move(read);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), IsRemote() ? kRemotePause : kFilePause)) return;
    wait = kLook;
  }
}

}  // namespace nianbao::access
