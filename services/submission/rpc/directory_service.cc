#include "services/submission/rpc/directory_service.h"

#include "libs/rpc/unary.h"
#include "services/submission/domain/amend_roster.h"
#include "services/submission/domain/change_organ.h"
#include "services/submission/domain/freeze_roster.h"
#include "services/submission/domain/get_completeness.h"
#include "services/submission/domain/get_organ.h"
#include "services/submission/domain/get_tree.h"
#include "services/submission/domain/import_calendar.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/list_deadlines.h"
#include "services/submission/domain/list_organs.h"
#include "services/submission/domain/list_overdue.h"
#include "services/submission/domain/set_deadline.h"
#include "services/submission/rpc/caller_of.h"

namespace nianbao::submission {

grpc::ServerUnaryReactor* DirectoryService::ImportOrgans(grpc::CallbackServerContext* context,
                                                         const directory::v1::ImportOrgansRequest* request,
                                                         directory::v1::ImportOrgansResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const directory::v1::ImportOrgansRequest& request) {
                      return submission::ImportOrgans(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::ChangeOrgan(grpc::CallbackServerContext* context,
                                                        const directory::v1::ChangeOrganRequest* request,
                                                        directory::v1::ChangeOrganResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const directory::v1::ChangeOrganRequest& request) {
                      return submission::ChangeOrgan(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::GetOrgan(grpc::CallbackServerContext* context,
                                                     const directory::v1::GetOrganRequest* request,
                                                     directory::v1::GetOrganResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const directory::v1::GetOrganRequest& request) {
                      return submission::GetOrgan(deps_.store, request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::GetTree(grpc::CallbackServerContext* context,
                                                    const directory::v1::GetTreeRequest* request,
                                                    directory::v1::GetTreeResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const directory::v1::GetTreeRequest& request) {
                      return submission::GetTree(deps_.store, deps_.clock, request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::ListOrgans(grpc::CallbackServerContext* context,
                                                       const directory::v1::ListOrgansRequest* request,
                                                       directory::v1::ListOrgansResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const directory::v1::ListOrgansRequest& request) {
                      return submission::ListOrgans(deps_.store, request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::GetCompleteness(grpc::CallbackServerContext* context,
                                                            const directory::v1::GetCompletenessRequest* request,
                                                            directory::v1::GetCompletenessResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const directory::v1::GetCompletenessRequest& request) {
                      return submission::GetCompleteness(deps_.store, deps_.clock, request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::FreezeRoster(grpc::CallbackServerContext* context,
                                                         const directory::v1::FreezeRosterRequest* request,
                                                         directory::v1::FreezeRosterResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const directory::v1::FreezeRosterRequest& request) {
                      return submission::FreezeRoster(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::AmendRoster(grpc::CallbackServerContext* context,
                                                        const directory::v1::AmendRosterRequest* request,
                                                        directory::v1::AmendRosterResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const directory::v1::AmendRosterRequest& request) {
                      return submission::AmendRoster(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::ListOverdue(grpc::CallbackServerContext* context,
                                                        const directory::v1::ListOverdueRequest* request,
                                                        directory::v1::ListOverdueResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const directory::v1::ListOverdueRequest& request) {
                      return submission::ListOverdue(deps_.store, deps_.clock, request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::SetDeadline(grpc::CallbackServerContext* context,
                                                        const directory::v1::SetDeadlineRequest* request,
                                                        directory::v1::SetDeadlineResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const directory::v1::SetDeadlineRequest& request) {
                      return submission::SetDeadline(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::ListDeadlines(grpc::CallbackServerContext* context,
                                                          const directory::v1::ListDeadlinesRequest* request,
                                                          directory::v1::ListDeadlinesResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const directory::v1::ListDeadlinesRequest& request) {
                      return submission::ListDeadlines(deps_.store, request);
                    });
}

grpc::ServerUnaryReactor* DirectoryService::ImportCalendar(grpc::CallbackServerContext* context,
                                                           const directory::v1::ImportCalendarRequest* request,
                                                           directory::v1::ImportCalendarResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const directory::v1::ImportCalendarRequest& request) {
                      return submission::ImportCalendar(deps_, CallerOf(call), request);
                    });
}

}  // namespace nianbao::submission
