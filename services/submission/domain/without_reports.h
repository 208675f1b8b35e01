// Filings as lists and answers to changes show them.
#pragma once

#include "nianbao/submission/v1/filing.pb.h"

namespace nianbao::submission {

// Takes the reports out of a filing's revisions.
void RemoveReports(v1::Filing& filing);

// Also takes the findings out, whose counts stay, and what was submitted and changed cell by cell.
void RemoveReportsAndFindings(v1::Filing& filing);

}  // namespace nianbao::submission
