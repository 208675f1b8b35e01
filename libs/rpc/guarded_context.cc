#include "libs/rpc/guarded_context.h"

namespace nianbao::rpc {
namespace {

class GuardedContext final : public grpc::CallbackServerContext {
 public:
  explicit GuardedContext(const Guard& guard) : guard(guard) {}

  const Guard& guard;
};

}  // namespace

grpc::CallbackServerContext* GuardedContexts::NewCallbackServerContext() { return new GuardedContext(guard_); }

// The context of a call to a method that is not known comes here too; gRPC made it, and destroys it itself.
void GuardedContexts::Release(grpc::CallbackServerContext* context) { delete dynamic_cast<GuardedContext*>(context); }

const Guard* GuardOf(const grpc::ServerContextBase& context) {
  const auto* const guarded = dynamic_cast<const GuardedContext*>(&context);
  return guarded == nullptr ? nullptr : &guarded->guard;
}

}  // namespace nianbao::rpc
