// DirectoryService on the wire.
#pragma once

#include "libs/rpc/worker_pool.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// Converts and calls; the work is done in domain/. Changes may wait for the rules, so reads have a pool of their own.
// All that it is given must outlive it.
class DirectoryService final : public directory::v1::DirectoryService::CallbackService {
 public:
  DirectoryService(Deps deps, rpc::WorkerPool& changes, rpc::WorkerPool& reads)
      : deps_(deps), changes_(changes), reads_(reads) {}

  grpc::ServerUnaryReactor* ImportOrgans(grpc::CallbackServerContext* context,
                                         const directory::v1::ImportOrgansRequest* request,
                                         directory::v1::ImportOrgansResponse* response) override;
  grpc::ServerUnaryReactor* ChangeOrgan(grpc::CallbackServerContext* context,
                                        const directory::v1::ChangeOrganRequest* request,
                                        directory::v1::ChangeOrganResponse* response) override;
  grpc::ServerUnaryReactor* GetOrgan(grpc::CallbackServerContext* context,
                                     const directory::v1::GetOrganRequest* request,
                                     directory::v1::GetOrganResponse* response) override;
  grpc::ServerUnaryReactor* GetTree(grpc::CallbackServerContext* context, const directory::v1::GetTreeRequest* request,
                                    directory::v1::GetTreeResponse* response) override;
  grpc::ServerUnaryReactor* ListOrgans(grpc::CallbackServerContext* context,
                                       const directory::v1::ListOrgansRequest* request,
                                       directory::v1::ListOrgansResponse* response) override;
  grpc::ServerUnaryReactor* GetCompleteness(grpc::CallbackServerContext* context,
                                            const directory::v1::GetCompletenessRequest* request,
                                            directory::v1::GetCompletenessResponse* response) override;
  grpc::ServerUnaryReactor* FreezeRoster(grpc::CallbackServerContext* context,
                                         const directory::v1::FreezeRosterRequest* request,
                                         directory::v1::FreezeRosterResponse* response) override;
  grpc::ServerUnaryReactor* AmendRoster(grpc::CallbackServerContext* context,
                                        const directory::v1::AmendRosterRequest* request,
                                        directory::v1::AmendRosterResponse* response) override;
  grpc::ServerUnaryReactor* ListOverdue(grpc::CallbackServerContext* context,
                                        const directory::v1::ListOverdueRequest* request,
                                        directory::v1::ListOverdueResponse* response) override;
  grpc::ServerUnaryReactor* SetDeadline(grpc::CallbackServerContext* context,
                                        const directory::v1::SetDeadlineRequest* request,
                                        directory::v1::SetDeadlineResponse* response) override;
  grpc::ServerUnaryReactor* ListDeadlines(grpc::CallbackServerContext* context,
                                          const directory::v1::ListDeadlinesRequest* request,
                                          directory::v1::ListDeadlinesResponse* response) override;
  grpc::ServerUnaryReactor* ImportCalendar(grpc::CallbackServerContext* context,
                                           const directory::v1::ImportCalendarRequest* request,
                                           directory::v1::ImportCalendarResponse* response) override;

 private:
  const Deps deps_;
  rpc::WorkerPool& changes_;
  rpc::WorkerPool& reads_;
};

}  // namespace nianbao::submission
