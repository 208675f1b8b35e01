// What the suite serves.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::rpc_fuzz {

// Every method of every service below nianbao, by its path; those of the suite alone too, since one address serves all.
const std::vector<const google::protobuf::MethodDescriptor*>& Methods();

// "/nianbao.submission.v1.SubmissionService/SaveDraft".
std::string PathOf(const google::protobuf::MethodDescriptor& method);

// The method of this short name, such as "SaveDraft", which no two have; nullptr for none.
const google::protobuf::MethodDescriptor* FindMethod(absl::string_view name);

// An empty message of this type.
std::unique_ptr<google::protobuf::Message> NewMessage(const google::protobuf::Descriptor& type);

}  // namespace nianbao::rpc_fuzz
