// Compares what was read with what was printed.
#pragma once

#include <string>
#include <vector>

#include "nianbao/document/v1/document_service.pb.h"
#include "tests/property/document/made_document.h"

namespace nianbao::testing {

struct Verdict {
  int cells = 0;
  // As printed; or left open, with a finding, because it was not printed.
  int right = 0;
  // Left open with a finding although it was printed.
  int unresolved = 0;
  int wrong_with_finding = 0;
  // The broken promise: another figure than the printed one, or none, and no finding about it.
  int wrong_without_finding = 0;
  // A number where nothing was printed, finding or not.
  int invented = 0;
  // The first broken promise, or empty.
  std::string first_wrong;
  // The first cell that is not right, or empty.
  std::string first_not_right;

  void Add(const Verdict& other);
};

Verdict Judge(const MadeDocument& made, const document::v1::ReadDocumentResponse& response);

}  // namespace nianbao::testing
