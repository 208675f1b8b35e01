// 修改对照: what a submission changes.
#pragma once

#include "absl/status/status.h"
#include "libs/form/cell_vector.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The cells that differ, in form order.
v1::Comparison Compare(const form::CellVector& before, const form::CellVector& after);

// Notes in the open revision, which is being submitted, its figures and what they change. Errors: those of the store,
// and of form::VectorOf for a report that contradicts itself.
absl::Status CompareWithBefore(const StoreReader& store, FilingEdit& edit);

}  // namespace nianbao::submission
