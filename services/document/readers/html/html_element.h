// What the reader of pages asks of an element.
#pragma once

#include <gumbo.h>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace nianbao::document::readers {

// nullptr for anything that is no element, and for a template.
const GumboElement* ElementOf(const GumboNode& node);
absl::Span<const GumboNode* const> ChildrenOf(const GumboElement& element);

// The value of an attribute; empty when it is missing.
absl::string_view AttributeOf(const GumboElement& element, const char* name);

// True for an element that shows nothing: scripts, navigation, deleted text, what is styled away.
bool IsDropped(const GumboElement& element);

// True for an element that stands on lines of its own, so that a paragraph ends before and after it.
bool IsBlock(const GumboElement& element);

// True for an element whose style keeps spaces and line ends as they are written.
bool KeepsSpaces(const GumboElement& element);

// colspan or rowspan as browsers take it: 1 for what is no number, and at most max.
int SpanOf(const GumboElement& element, const char* name, int max);

}  // namespace nianbao::document::readers
