// What a call says about the roster, as the service is asked.
#pragma once

#include "nianbao/directory/v1/directory_service.pb.h"
#include "tests/property/submission/call.h"

namespace nianbao::submission {

// An import of one organ.
directory::v1::ImportOrgansRequest ImportOf(const Call& call);
// A change of organs.
directory::v1::ChangeOrganRequest ChangeOf(const Call& call);
directory::v1::AmendRosterRequest AmendmentOf(const Call& call);
directory::v1::SetDeadlineRequest DeadlineOf(const Call& call);

}  // namespace nianbao::submission
