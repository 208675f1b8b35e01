// Sentences which say that nothing was charged.
#pragma once

#include "absl/strings/string_view.h"
#include "services/document/domain/fee_figures.h"

namespace nianbao::document::domain {

// Takes a sentence such as "收费通知的件数和总金额以及实际收取的总金额均为0" for noughts, provided that it holds no
// other figure than dates and names nothing else. Returns false when it is no such sentence.
bool ReadAllNought(absl::string_view sentence, FeeFigures& figures);

// Takes clauses such as "未发出收费通知" for noughts.
void ReadNothingHappened(absl::string_view sentence, FeeFigures& figures);

}  // namespace nianbao::document::domain
