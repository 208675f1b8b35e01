#include "services/submission/domain/explanation_refusal.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/submission/domain/explanations.h"
#include "services/submission/domain/text_field.h"

namespace nianbao::submission {

void CheckRefusals(const ExplanationRefusals& refusals, FieldErrors& errors) {
  CheckCount("refusals", "不予采纳的情况说明", refusals.size(), kExplanationsMax, errors);
  for (int i = 0; i < refusals.size(); ++i) {
    const std::string path = absl::StrCat("refusals[", i, "]");
    CheckText(absl::StrCat(path, ".finding"), absl::StrCat("第 ", i + 1, " 条不予采纳的情况说明所针对的提示"),
              refusals[i].finding(), Need::kRequired, errors);
    CheckText(absl::StrCat(path, ".reason"), absl::StrCat("第 ", i + 1, " 条情况说明不予采纳的理由"),
              refusals[i].reason(), Need::kRequired, errors);
  }
}

absl::Status RefuseExplanations(const ExplanationRefusals& refusals, v1::Revision& revision) {
  FieldErrors errors;
  for (int i = 0; i < refusals.size(); ++i) {
    bool found = false;
    for (v1::Explanation& explanation : *revision.mutable_explanations()) {
      if (!Means(refusals[i].finding(), explanation.finding())) continue;
      explanation.set_refusal(refusals[i].reason());
      found = true;
    }
    if (!found) {
      errors.Add(absl::StrCat("refusals[", i, "].finding"),
                 absl::StrCat("got \"", refusals[i].finding(), "\", want a warning that was explained, or its rule"),
                 absl::StrCat("“", refusals[i].finding(), "”没有情况说明，请核对提示编号，或去掉这一条"));
    }
  }
  return errors.ToStatus();
}

}  // namespace nianbao::submission
