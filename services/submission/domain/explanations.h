// 情况说明: the filer's explanations of warnings.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "services/submission/domain/caller.h"

namespace nianbao::submission {

using Explanations = google::protobuf::RepeatedPtrField<v1::Explanation>;

// How many explanations, or refusals of them, one request may hold.
constexpr int kExplanationsMax = 300;

// INVALID_ARGUMENT FIELD_INVALID for too many explanations, and for one without finding, of an unknown reason, with too
// long a text, or with a blank text beside a reason that needs words.
absl::Status CheckExplanations(const Explanations& given);

// Whether what a request names, a Finding.id or the id of a rule, means this finding.
bool Means(absl::string_view named, absl::string_view finding);

// Adds explanations that a caller gives now to those of a revision, one for each warning it means. It replaces the one
// kept of the same finding, whose refusal is settled by that.
// INVALID_ARGUMENT FIELD_INVALID for one that means no warning of the verdict and none that was explained before.
absl::Status GiveExplanations(const Explanations& given, const Caller& caller, absl::Time now, v1::Revision& revision);

// Drops explanations of what the verdict no longer warns of.
void DropSettledExplanations(v1::Revision& revision);

}  // namespace nianbao::submission
