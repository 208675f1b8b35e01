// Whether a store holds together.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "services/submission/store/connection.h"
#include "services/submission/store/verify/faults.h"

namespace nianbao::submission {

struct Verification {
  // Of each table.
  std::vector<std::pair<std::string, int64_t>> row_counts;
  Faults faults;
};

// Reads all that a store of the present schema holds, at one moment, and compares what can be: the log with its chain,
// every row with what the log tells of it, digests with bytes, filings with revisions, revisions with the rulebooks,
// contexts and documents they name, and what is kept to find them by. Throws StoreError.
Verification VerifyAll(Connection& connection);

}  // namespace nianbao::submission
