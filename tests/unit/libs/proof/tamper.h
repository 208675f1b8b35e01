// Every way to change one field of a message.
#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <set>
#include <string>

namespace nianbao::proof {

// Calls `look` with the message changed in one place, for each place and several changes: every value of it becomes
// another, is left out, or stands twice or in another order. field is the path of the field without the places in
// lists, such as "path.children.sums"; change says what was done.
void ForEachTampering(const google::protobuf::Message& message,
                      const std::function<void(const google::protobuf::Message&, const std::string& field,
                                               const std::string& change)>& look);

// The paths of all fields that a message of this type can have, those that hold messages included.
std::set<std::string> AllFields(const google::protobuf::Descriptor& type);

}  // namespace nianbao::proof
