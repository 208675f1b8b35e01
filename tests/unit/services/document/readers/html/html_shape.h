// Web pages as tests read them.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// ReadHtml with a budget of its own.
absl::StatusOr<domain::Document> ReadHtmlText(absl::string_view content, const domain::Limits& limits = {});

// ShapeOf what ReadHtmlText gives.
std::string HtmlShape(absl::string_view content, const domain::Limits& limits = {});

}  // namespace nianbao::document::readers
