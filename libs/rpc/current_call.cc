#include "libs/rpc/current_call.h"

namespace nianbao::rpc {
namespace {

thread_local const Call* current = nullptr;

}  // namespace

CurrentCall::CurrentCall(const Call& call) : outer_(current) { current = &call; }

CurrentCall::~CurrentCall() { current = outer_; }

const Call* CurrentCall::Get() { return current; }

std::string CurrentTraceparent() { return current == nullptr ? "" : TraceparentOf(current->trace); }

}  // namespace nianbao::rpc
