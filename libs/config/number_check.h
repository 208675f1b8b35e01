// Numbers that no configuration holds.
#pragma once

#include <google/protobuf/text_format.h>

#include <optional>
#include <string>

#include "google/protobuf/message.h"

namespace nianbao::config {

// What is wrong at a place of a text; line and column are counted from 0.
struct Fault {
  int line = 0;
  int column = 0;
  std::string what;
};

// The first number below 0, or duration that is none or below 0, in a message that was read from text.
std::optional<Fault> FindNegative(const google::protobuf::Message& config,
                                  const google::protobuf::TextFormat::ParseInfoTree& places);

}  // namespace nianbao::config
