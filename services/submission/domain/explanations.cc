#include "services/submission/domain/explanations.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/text_field.h"

namespace nianbao::submission {
namespace {

constexpr int kExplanationsMax = 300;

v1::Explanation* KeptOf(absl::string_view finding, v1::Revision& revision) {
  for (v1::Explanation& explanation : *revision.mutable_explanations()) {
    if (explanation.finding() == finding) return &explanation;
  }
  return nullptr;
}

absl::flat_hash_set<std::string> WarningsOf(const v1::Revision& revision) {
  absl::flat_hash_set<std::string> warnings;
  for (const finding::v1::Finding& finding : revision.verdict().findings()) {
    if (finding.severity() == finding::v1::SEVERITY_WARNING) warnings.insert(finding.id());
  }
  return warnings;
}

}  // namespace

absl::Status CheckExplanations(const v1::SubmitFilingRequest& request) {
  FieldErrors errors;
  CheckCount("explanations", "情况说明", request.explanations_size(), kExplanationsMax, errors);
  for (int i = 0; i < request.explanations_size(); ++i) {
    const v1::Explanation& explanation = request.explanations(i);
    const std::string path = absl::StrCat("explanations[", i, "]");
    CheckText(absl::StrCat(path, ".finding"), absl::StrCat("第 ", i + 1, " 条情况说明所针对的提示"),
              explanation.finding(), Need::kRequired, errors);
    CheckText(absl::StrCat(path, ".text"), absl::StrCat("第 ", i + 1, " 条情况说明"), explanation.text(),
              Need::kRequired, errors);
  }
  return errors.ToStatus();
}

absl::Status TakeExplanations(const v1::SubmitFilingRequest& request, v1::Revision& revision) {
  const absl::flat_hash_set<std::string> warnings = WarningsOf(revision);
  FieldErrors errors;
  for (int i = 0; i < request.explanations_size(); ++i) {
    const v1::Explanation& given = request.explanations(i);
    if (v1::Explanation* const kept = KeptOf(given.finding(), revision); kept != nullptr) {
      *kept = given;
    } else if (warnings.contains(given.finding())) {
      *revision.add_explanations() = given;
    } else {
      errors.Add(absl::StrCat("explanations[", i, "].finding"),
                 absl::StrCat("got \"", given.finding(), "\", want a warning of the verdict"),
                 absl::StrCat("第 ", i + 1, " 条情况说明针对的“", given.finding(),
                              "”不是本年报的提示，请核对提示编号，或去掉这一条"));
    }
  }
  auto& all = *revision.mutable_explanations();
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const v1::Explanation& kept) { return !warnings.contains(kept.finding()); }),
            all.end());
  return errors.ToStatus();
}

}  // namespace nianbao::submission
