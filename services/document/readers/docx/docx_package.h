// The parts of a .docx file that hold its text.
#pragma once

#include <memory>
#include <pugixml.hpp>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

struct DocxPackage {
  std::unique_ptr<pugi::xml_document> document;
  // nullptr where the file has none.
  std::unique_ptr<pugi::xml_document> styles;
  std::unique_ptr<pugi::xml_document> numbering;
};

// INVALID_ARGUMENT DOCUMENT_UNREADABLE saying what the bytes are instead, RESOURCE_EXHAUSTED when the budget is spent.
absl::StatusOr<DocxPackage> OpenDocx(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
