// The context of a call, which knows the guard of its server.
#pragma once

#include <grpcpp/server_context.h>

#include "libs/rpc/guard.h"

namespace nianbao::rpc {

// Makes the contexts of a server's calls. The guard outlives the server.
class GuardedContexts final : public grpc::ContextAllocator {
 public:
  explicit GuardedContexts(const Guard& guard) : guard_(guard) {}

  grpc::CallbackServerContext* NewCallbackServerContext() override;
  void Release(grpc::CallbackServerContext* context) override;

 private:
  const Guard& guard_;
};

// The guard of the server that made the context; nullptr for a server of another kind.
const Guard* GuardOf(const grpc::ServerContextBase& context);

}  // namespace nianbao::rpc
