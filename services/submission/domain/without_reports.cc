#include "services/submission/domain/without_reports.h"

namespace nianbao::submission {

void RemoveReports(v1::Filing& filing) {
  if (filing.has_effective_revision()) filing.mutable_effective_revision()->clear_report();
  if (filing.has_open_revision()) filing.mutable_open_revision()->clear_report();
}

void RemoveReportsAndFindings(v1::Filing& filing) {
  RemoveReports(filing);
  for (v1::Revision* const revision : {filing.has_effective_revision() ? filing.mutable_effective_revision() : nullptr,
                                       filing.has_open_revision() ? filing.mutable_open_revision() : nullptr}) {
    if (revision == nullptr) continue;
    if (revision->has_verdict()) revision->mutable_verdict()->clear_findings();
    revision->clear_submitted_cells();
    revision->clear_comparison();
  }
}

}  // namespace nianbao::submission
