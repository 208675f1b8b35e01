// Requests as clerks, offices and programs make them.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tests/property/document/rng.h"
#include "tests/rpc_fuzz/memory.h"

namespace nianbao::rpc_fuzz {

// A line of good_requests.txt: "TIMES METHOD ACTOR REQUEST", the request in text format with words that begin with $
// for what only earlier answers tell; request_filler.h says which there are.
struct GoodRequest {
  int times = 1;
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::string actor;
  std::string text;
};

// All lines, in the order in which each of them is a good request after those before. Ends the program on a line that
// is none.
std::vector<GoodRequest> ReadGoodRequests();

}  // namespace nianbao::rpc_fuzz
