// Files from disk as attachments of a report.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"

namespace nianbao::cli {

// The media type that the ending of a file's name tells, such as application/pdf; application/octet-stream for others.
std::string MediaTypeOf(const std::string& path);

// The file with its name and media type. Errors as LoadFile.
absl::StatusOr<submission::v1::Attachment> AttachmentOf(const std::string& path);

}  // namespace nianbao::cli
