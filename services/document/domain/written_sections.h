// Collects the text of the sections that are written, not tabulated.
#pragma once

#include <map>
#include <vector>

#include "absl/types/span.h"
#include "nianbao/form/v1/narrative.pb.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/items.h"

namespace nianbao::document::domain {

// Sections one, five and six, one paragraph a line, without the traces that word processors leave. Rows that are part
// of no statutory table count as text. A section that is missing or headed twice, and text that stands beside the
// tables and is not kept, are findings.
form::v1::Narrative ReadWrittenSections(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                                        const std::vector<bool>& taken, Findings& findings);

}  // namespace nianbao::document::domain
