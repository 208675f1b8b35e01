#include "services/submission/rpc/grant_service.h"

#include "libs/rpc/unary.h"
#include "services/submission/domain/grant_role.h"
#include "services/submission/domain/list_grants.h"
#include "services/submission/rpc/caller_of.h"

namespace nianbao::submission {

grpc::ServerUnaryReactor* GrantService::GrantRole(grpc::CallbackServerContext* context,
                                                  const directory::v1::GrantRoleRequest* request,
                                                  directory::v1::GrantRoleResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const directory::v1::GrantRoleRequest& request) {
                      return submission::GrantRole(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* GrantService::RevokeRole(grpc::CallbackServerContext* context,
                                                   const directory::v1::RevokeRoleRequest* request,
                                                   directory::v1::RevokeRoleResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const directory::v1::RevokeRoleRequest& request) {
                      return submission::RevokeRole(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* GrantService::ListGrants(grpc::CallbackServerContext* context,
                                                   const directory::v1::ListGrantsRequest* request,
                                                   directory::v1::ListGrantsResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const directory::v1::ListGrantsRequest& request) {
                      return submission::ListGrants(deps_.store, request);
                    });
}

grpc::ServerUnaryReactor* GrantService::ListOwnGrants(grpc::CallbackServerContext* context,
                                                      const directory::v1::ListOwnGrantsRequest* request,
                                                      directory::v1::ListOwnGrantsResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call& call, const directory::v1::ListOwnGrantsRequest&) {
                      return submission::ListOwnGrants(deps_.store, CallerOf(call));
                    });
}

}  // namespace nianbao::submission
