// Which fields of an answer a caller asks for.
#pragma once

#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/message.h>

#include "absl/status/status.h"

namespace nianbao::submission {

// INVALID_ARGUMENT FIELD_INVALID with a violation for each path that such a message does not have.
absl::Status CheckReadMask(const google::protobuf::FieldMask& mask, const google::protobuf::Descriptor& shown);

// Clears all other fields. A mask without paths, or with "*", leaves everything.
void ShowOnly(const google::protobuf::FieldMask& mask, google::protobuf::Message& shown);

}  // namespace nianbao::submission
