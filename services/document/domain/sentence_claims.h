// Finds what one sentence states about figures of the tables.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "nianbao/form/v1/narrative_claim.pb.h"
#include "services/document/domain/claim_context.h"

namespace nianbao::document::domain {

// The claims of a sentence of this section, in their order. year is that of the report, 0 when unknown. The context is
// that of the sentences before in the paragraph, and is carried on.
std::vector<form::v1::NarrativeClaim> ClaimsOfSentence(absl::string_view printed, int section, int year,
                                                       ClaimContext& context);

}  // namespace nianbao::document::domain
