// Building the findings of a reader.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/form/catalogue.h"
#include "nianbao/finding/v1/finding.pb.h"
#include "services/document/domain/document.h"

namespace nianbao::document::domain {

using Findings = std::vector<finding::v1::Finding>;

finding::v1::Place PlaceOf(const PlacedText& text);
// The place of a row: its first line and its texts, separated by " | ".
finding::v1::Place PlaceOf(const Row& row);

// A sentence in both languages.
struct Sentence {
  std::string zh_cn;
  std::string en;
};

// A finding without cells and place. Its id is the rule, or rule/instance.
finding::v1::Finding MakeFinding(absl::string_view rule, absl::string_view instance, finding::v1::Severity severity,
                                 const Sentence& sentence);

// Names cells in a finding. Their values stay empty.
void AddCells(absl::Span<const form::Cell* const> cells, finding::v1::Finding& finding);

}  // namespace nianbao::document::domain
