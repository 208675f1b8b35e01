// Where a report ends and its annexes begin.
#pragma once

#include <optional>

#include "services/document/domain/document.h"
#include "services/document/domain/findings.h"

namespace nianbao::document::domain {

// What stands before the first line that heads an annex, which a finding names; nothing when the document has no annex.
// Annexes may hold whatever the form has too, headings, titles and figures, so they go before anything is looked for.
std::optional<Document> ReportBeforeAnnexes(const Document& document, Findings& findings);

}  // namespace nianbao::document::domain
