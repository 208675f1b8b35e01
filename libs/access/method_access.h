// What the options of methods say about who may call them.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "nianbao/identity/v1/access.pb.h"

namespace nianbao::access {

// A method that is served.
struct MethodAccess {
  const google::protobuf::MethodDescriptor* method = nullptr;
  // Who may call it.
  identity::v1::Access access;
};

// The methods of these services, given by their full names, in the order of the protos.
// FAILED_PRECONDITION ACCESS_UNSTATED when a method does not say who may call it, or names a field that its request
// does not have.
absl::StatusOr<std::vector<MethodAccess>> AccessOfMethods(const std::vector<std::string>& services);

}  // namespace nianbao::access
