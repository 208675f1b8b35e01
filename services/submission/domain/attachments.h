// Documents attached to a revision as they are filed.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include "absl/status/status.h"
#include "nianbao/submission/v1/event.pb.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/filing_edit.h"

namespace nianbao::submission {

using Attachments = google::protobuf::RepeatedPtrField<v1::Attachment>;

// INVALID_ARGUMENT FIELD_INVALID for too many attachments, and for one without a plain name, a media type or content;
// RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE when they are too large together.
absl::Status CheckAttachments(const Attachments& attachments);

// Puts them in the place of the documents of the open revision; none leaves those.
void Attach(const Attachments& attachments, FilingEdit& edit);

// Names in a change the documents that were attached with it.
void NameAttached(const Attachments& attachments, const v1::Revision& revision, v1::FilingChange& change);

}  // namespace nianbao::submission
