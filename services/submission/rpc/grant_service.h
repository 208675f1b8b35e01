// GrantService on the wire.
#pragma once

#include "libs/rpc/worker_pool.h"
#include "nianbao/directory/v1/grant_service.grpc.pb.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// Converts and calls; the work is done in domain/. All that it is given must outlive it.
class GrantService final : public directory::v1::GrantService::CallbackService {
 public:
  GrantService(Deps deps, rpc::WorkerPool& changes, rpc::WorkerPool& reads)
      : deps_(deps), changes_(changes), reads_(reads) {}

  grpc::ServerUnaryReactor* GrantRole(grpc::CallbackServerContext* context,
                                      const directory::v1::GrantRoleRequest* request,
                                      directory::v1::GrantRoleResponse* response) override;
  grpc::ServerUnaryReactor* RevokeRole(grpc::CallbackServerContext* context,
                                       const directory::v1::RevokeRoleRequest* request,
                                       directory::v1::RevokeRoleResponse* response) override;
  grpc::ServerUnaryReactor* ListGrants(grpc::CallbackServerContext* context,
                                       const directory::v1::ListGrantsRequest* request,
                                       directory::v1::ListGrantsResponse* response) override;
  grpc::ServerUnaryReactor* ListOwnGrants(grpc::CallbackServerContext* context,
                                          const directory::v1::ListOwnGrantsRequest* request,
                                          directory::v1::ListOwnGrantsResponse* response) override;

 private:
  const Deps deps_;
  rpc::WorkerPool& changes_;
  rpc::WorkerPool& reads_;
};

}  // namespace nianbao::submission
