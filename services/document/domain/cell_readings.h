// Collects what was read in the cells and writes it into the response.
#pragma once

#include <optional>
#include <vector>

#include "libs/form/catalogue.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/document.h"
#include "services/document/domain/resolve_row.h"

namespace nianbao::document::domain {

class CellReadings {
 public:
  explicit CellReadings(const form::Catalogue& catalogue = form::Catalogue::Get())
      : catalogue_(catalogue), entries_(catalogue.cells().size()) {}

  // Records what was read for a cell of the catalogue. Cells for which nothing is recorded count as not found. What was
  // read through a repair is CONFIDENCE_INFERRED whatever is given here.
  void Put(const form::Cell& cell, Reading reading, v1::Confidence confidence);
  // What was recorded, or nullptr.
  const Reading* Find(const form::Cell& cell) const;
  // How it was placed; CONFIDENCE_UNSPECIFIED when nothing was recorded.
  v1::Confidence ConfidenceOf(const form::Cell& cell) const;

  // Sets figures, marks and sources of the report that the catalogue describes, and adds findings on texts that are no
  // figures and on those that were repaired. Cells that were not found are marked UNRESOLVED without a finding: who
  // missed them says why.
  void WriteTo(v1::ReadDocumentResponse& response) const;

 private:
  struct Entry {
    Reading reading;
    v1::Confidence confidence = v1::CONFIDENCE_UNSPECIFIED;
  };

  const form::Catalogue& catalogue_;
  std::vector<std::optional<Entry>> entries_;
};

}  // namespace nianbao::document::domain
