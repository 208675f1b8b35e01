// Responses as proto3 JSON.
#pragma once

#include <google/protobuf/message.h>

namespace nianbao::cli {

// One message, indented, with a newline at its end.
void PrintJson(const google::protobuf::Message& message);
// One message on one line.
void PrintJsonLine(const google::protobuf::Message& message);

}  // namespace nianbao::cli
