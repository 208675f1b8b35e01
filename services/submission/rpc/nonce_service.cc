#include "services/submission/rpc/nonce_service.h"

#include "libs/rpc/unary.h"
#include "services/submission/domain/consume_nonce.h"

namespace nianbao::submission {

grpc::ServerUnaryReactor* NonceService::ConsumeNonce(grpc::CallbackServerContext* context,
                                                     const identity::v1::ConsumeNonceRequest* request,
                                                     identity::v1::ConsumeNonceResponse* response) {
  return rpc::Unary(pool_, context, request, response,
                    [this](const rpc::Call&, const identity::v1::ConsumeNonceRequest& request) {
                      return submission::ConsumeNonce(nonces_, clock_, request);
                    });
}

}  // namespace nianbao::submission
