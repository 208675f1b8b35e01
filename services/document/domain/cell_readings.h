// Collects what was read in the cells and writes it into the response.
#pragma once

#include <array>
#include <optional>

#include "libs/form/catalogue.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/document.h"

namespace nianbao::document::domain {

class CellReadings {
 public:
  // Records the text found for a cell. Cells for which nothing is recorded count as not found.
  void Put(const form::Cell& cell, const PlacedText& text) { texts_[cell.index] = text; }

  // Sets figures, marks and sources, and adds a finding for each text that is no figure. Cells that were not found
  // are marked UNRESOLVED without a finding: who missed them says why.
  void WriteTo(v1::ReadDocumentResponse& response) const;

 private:
  std::array<std::optional<PlacedText>, form::Catalogue::kCellCount> texts_;
};

}  // namespace nianbao::document::domain
