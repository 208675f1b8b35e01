// NonceService on the wire.
#pragma once

#include "libs/rpc/worker_pool.h"
#include "nianbao/identity/v1/nonce_service.grpc.pb.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/nonce_book.h"

namespace nianbao::submission {

// Converts and calls; the work is done in domain/. All that it is given must outlive it.
class NonceService final : public identity::v1::NonceService::CallbackService {
 public:
  NonceService(NonceBook& nonces, const Clock& clock, rpc::WorkerPool& pool)
      : nonces_(nonces), clock_(clock), pool_(pool) {}

  grpc::ServerUnaryReactor* ConsumeNonce(grpc::CallbackServerContext* context,
                                         const identity::v1::ConsumeNonceRequest* request,
                                         identity::v1::ConsumeNonceResponse* response) override;

 private:
  NonceBook& nonces_;
  const Clock& clock_;
  rpc::WorkerPool& pool_;
};

}  // namespace nianbao::submission
