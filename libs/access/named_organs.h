// Which organs a request names.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::access {

// An organ that a request names.
struct NamedOrgan {
  // Resource name; "" for all trees.
  std::string name;
  // Whether the request may be about to make it, below `parent`.
  bool may_be_new = false;
  // Resource name of the organ above that the request gives it; "" for none.
  std::string parent = "";

  friend bool operator==(const NamedOrgan&, const NamedOrgan&) = default;
};

// Whether the path, as Access.organs has it, leads from such a request to a resource name or an organ.
bool NamesOrgans(const google::protobuf::Descriptor& request, absl::string_view path);

// The organs that the request names at these paths, each of which NamesOrgans. A name of a filing names its organ. When
// nothing is named: all trees.
std::vector<NamedOrgan> NamedOrgans(const google::protobuf::Message& request,
                                    const google::protobuf::RepeatedPtrField<std::string>& paths);

}  // namespace nianbao::access
