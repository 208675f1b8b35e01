// The XML of a Word document: parsed safely, walked as a reader sees it.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Parses the part of a package. Whatever prefixes the file has chosen, those of the result are w for WordprocessingML
// and mc for its alternatives. Nothing outside the bytes is read and no entity is expanded.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when it is no XML or has a DOCTYPE; RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE for
// the limits "elements" and "element_depth".
absl::StatusOr<std::unique_ptr<pugi::xml_document>> ParsePart(absl::string_view part, absl::string_view bytes,
                                                              const domain::Budget& budget);

bool Is(pugi::xml_node node, absl::string_view name);

// The attribute w:val; empty when there is none.
std::string ValueOf(pugi::xml_node property);
// The attribute w:val of a number, or otherwise when it is missing or no number.
int NumberOf(pugi::xml_node property, int otherwise);
// True for <w:vanish/> and <w:vanish w:val="true"/>; false when it is missing or switched off.
bool IsOn(pugi::xml_node property);

// Visits the children as they stand once every tracked change is accepted. Sees through what only wraps content, such
// as content controls and hyperlinks; of alternatives one is taken. Stops at the first error and returns it.
absl::Status ForEachContent(pugi::xml_node container, absl::FunctionRef<absl::Status(pugi::xml_node)> visit);

// The one of mc:AlternateContent that is shown. May be empty.
pugi::xml_node ChosenAlternative(pugi::xml_node alternatives);

}  // namespace nianbao::document::readers
