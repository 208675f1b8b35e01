// Requests that are almost good.
#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "tests/property/document/rng.h"
#include "tests/rpc_fuzz/memory.h"

namespace nianbao::rpc_fuzz {

// Changes one place of the message, by reflection: a field is dropped, set to a border of its type, to what an earlier
// answer held, or to an enum's number that is none; a text becomes long, holds NUL, or is no name; a list is doubled,
// emptied, turned round or made very long; another member of a oneof is set; a message of its type is crossed with it
// or takes its place; fields are added that the type does not know, nested deeply. Not always is it another message.
void Mutate(google::protobuf::Message& message, const Memory& memory, testing::Rng& random);

// The bytes of a request, cut, with bytes altered, or others altogether.
std::string BreakBytes(std::string bytes, testing::Rng& random);

}  // namespace nianbao::rpc_fuzz
