// What holds for every answer, whatever the file. Each function prints what does not hold and aborts.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::fuzz {

// A refusal has a reason that reading may give, its code, a Chinese sentence, and names the limit where it is one.
void ExpectRefusal(const absl::Status& status);

// A document is within the limits, all its text is UTF-8, and its cells lie from left to right; else it is a refusal.
void ExpectRead(const absl::StatusOr<document::domain::Document>& document, const document::domain::Limits& limits);

// A report is well formed, and every figure in it has a place and the digits of the text found there. What is open has
// a finding, and no answer is out of proportion.
void ExpectReport(const document::v1::ReadDocumentResponse& response);

}  // namespace nianbao::fuzz
