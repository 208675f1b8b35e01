// What a service knows of who may do what where.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/grant.pb.h"

namespace nianbao::access {

// What a subject has been given, and where organs stand, at one moment.
struct Standing {
  std::vector<organ::v1::Grant> grants;
  // Resource name of the organ above, "" for the top of a tree, nullopt for an organ that is not known. Of one that is
  // gone: above which it stood last.
  std::function<std::optional<std::string>(absl::string_view organ)> above;
};

// Thread-safe. A service has one when its methods ask for roles.
class Rights {
 public:
  virtual ~Rights() = default;

  // UNAVAILABLE when that cannot be told now.
  virtual absl::StatusOr<Standing> StandingOf(const std::string& subject) const = 0;
  // Another number after each change of grants or trees, and perhaps after others.
  virtual int64_t version() const = 0;
};

}  // namespace nianbao::access
