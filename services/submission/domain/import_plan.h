// What an import would do.
#pragma once

#include "absl/strings/string_view.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/roster_draft.h"

namespace nianbao::submission {

struct ImportPlan {
  RosterDraft draft;
  // The answer without its token.
  directory::v1::ImportOrgansResponse answer;
  // One for each organ that keeps the whole from being imported.
  FieldErrors errors;
};

// Decides what comes of each organ of an import. The history must outlive the plan.
ImportPlan PlanImport(const directory::v1::ImportOrgansRequest& request, const RosterHistory& history,
                      absl::string_view today);

}  // namespace nianbao::submission
