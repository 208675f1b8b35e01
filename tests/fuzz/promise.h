// What holds for every answer of the reader, whatever the file.
#pragma once

#include <cstdlib>

#include "libs/form/cell_vector.h"
#include "nianbao/document/v1/document_service.pb.h"

namespace nianbao::document {

// Aborts unless the report is well formed, no answer is out of proportion, and a cell that is unresolved has a finding.
inline void ExpectPromise(const v1::ReadDocumentResponse& response) {
  const auto vector = form::VectorOf(response.report());
  if (!vector.ok()) std::abort();
  bool unresolved = false;
  for (int i = 0; i < form::CellVector::kSize; ++i) {
    unresolved = unresolved || vector->state(i) == form::CellState::kUnresolved;
  }
  if (unresolved && response.findings().empty()) std::abort();
  if (response.findings_size() > 1'000) std::abort();
}

}  // namespace nianbao::document
