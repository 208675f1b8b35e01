// What holds for every answer, whatever was asked.
#pragma once

#include <string>
#include <vector>

#include "tests/rpc_fuzz/call.h"

namespace nianbao::rpc_fuzz {

// Whether each message of the request can be read as one of its type: gRPC itself refuses the others.
bool IsReadable(const CallPlan& plan);

struct Verdict {
  // What became of each thing asked: "" for what was accepted, else the reason of the refusal. One for a call; for a
  // batch, one for each of its answers.
  std::vector<std::string> outcomes;
  // What does not hold; "" when all does.
  std::string fault;
};

// Every answer is one of its type in UTF-8, one call has one answer, a batch at most one for each request, and each
// refusal is as testing::FaultOfRefusal says and has a code that says neither that nobody knows why, nor that the suite
// is broken, nor that data are lost (UNKNOWN, INTERNAL, DATA_LOSS). What is no message of its type is refused by gRPC:
// a call with UNIMPLEMENTED and nothing else, a batch by ending there.
Verdict Judge(const CallPlan& plan, const Answer& answer);

}  // namespace nianbao::rpc_fuzz
