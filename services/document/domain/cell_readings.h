// Collects what was read in the cells and writes it into the response.
#pragma once

#include <optional>
#include <vector>

#include "libs/form/catalogue.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/document.h"

namespace nianbao::document::domain {

class CellReadings {
 public:
  explicit CellReadings(const form::Catalogue& catalogue = form::Catalogue::Get())
      : catalogue_(catalogue), texts_(catalogue.cells().size()) {}

  // Records the text found for a cell of the catalogue. Cells for which nothing is recorded count as not found.
  void Put(const form::Cell& cell, const PlacedText& text) { texts_[cell.index] = text; }

  // Sets figures, marks and sources of the report that the catalogue describes, and adds a finding for each text that
  // is no figure. Cells that were not found are marked UNRESOLVED without a finding: who missed them says why.
  void WriteTo(v1::ReadDocumentResponse& response) const;

 private:
  const form::Catalogue& catalogue_;
  std::vector<std::optional<PlacedText>> texts_;
};

}  // namespace nianbao::document::domain
