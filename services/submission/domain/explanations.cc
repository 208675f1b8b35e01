#include "services/submission/domain/explanations.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/plain_text.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {
namespace {

using finding::v1::Finding;

// Whether a reason says enough without words.
bool SpeaksForItself(v1::Explanation::Reason reason) {
  return reason != v1::Explanation::REASON_UNSPECIFIED && reason != v1::Explanation::REASON_OTHER;
}

void CheckReason(const v1::Explanation& explanation, absl::string_view path, absl::string_view chinese,
                 FieldErrors& errors) {
  if (!v1::Explanation::Reason_IsValid(explanation.reason())) {
    errors.Add(absl::StrCat(path, ".reason"),
               absl::StrCat("got ", static_cast<int>(explanation.reason()), ", want a reason that is known"),
               absl::StrCat(chinese, "的原因类别 ", static_cast<int>(explanation.reason()), " 不存在"));
  } else if (IsBlank(explanation.text()) && !SpeaksForItself(explanation.reason())) {
    errors.Add(absl::StrCat(path, ".text"), "got nothing, want a text, or a reason that needs none",
               absl::StrCat(chinese, "没有填写。请写明情况，或选择一类原因（选“其他”的，须写明情况）"));
  }
}

std::vector<std::string> WarningsOf(const v1::Revision& revision) {
  std::vector<std::string> warnings;
  for (const Finding& finding : revision.verdict().findings()) {
    if (finding.severity() == finding::v1::SEVERITY_WARNING) warnings.push_back(finding.id());
  }
  return warnings;
}

// The explanations of a revision, found by their finding.
class Kept {
 public:
  explicit Kept(v1::Revision& revision) : revision_(revision) {
    for (int i = 0; i < revision.explanations_size(); ++i) places_[revision.explanations(i).finding()] = i;
  }

  // Findings that may be explained: those explained before, then the other warnings of the verdict.
  std::vector<std::string> Explainable() const {
    std::vector<std::string> findings;
    for (const v1::Explanation& explanation : revision_.explanations()) findings.push_back(explanation.finding());
    for (const std::string& warning : WarningsOf(revision_)) {
      if (!places_.contains(warning)) findings.push_back(warning);
    }
    return findings;
  }

  void Put(const std::string& finding, const v1::Explanation& explanation) {
    const auto [place, is_new] = places_.emplace(finding, revision_.explanations_size());
    v1::Explanation& kept = is_new ? *revision_.add_explanations() : *revision_.mutable_explanations(place->second);
    kept = explanation;
    kept.set_finding(finding);
  }

 private:
  v1::Revision& revision_;
  absl::flat_hash_map<std::string, int> places_;
};

}  // namespace

absl::Status CheckExplanations(const Explanations& given) {
  FieldErrors errors;
  CheckCount("explanations", "情况说明", given.size(), kExplanationsMax, errors);
  for (int i = 0; i < given.size(); ++i) {
    const std::string path = absl::StrCat("explanations[", i, "]");
    const std::string chinese = absl::StrCat("第 ", i + 1, " 条情况说明");
    CheckText(absl::StrCat(path, ".finding"), absl::StrCat(chinese, "所针对的提示"), given[i].finding(),
              Need::kRequired, errors);
    CheckText(absl::StrCat(path, ".text"), chinese, given[i].text(), Need::kOptional, errors);
    CheckReason(given[i], path, chinese, errors);
  }
  return errors.ToStatus();
}

bool Means(absl::string_view named, absl::string_view finding) {
  return named == finding || named == finding.substr(0, finding.find('/'));
}

absl::Status GiveExplanations(const Explanations& given, const Caller& caller, absl::Time now, v1::Revision& revision) {
  Kept kept(revision);
  const std::vector<std::string> explainable = kept.Explainable();
  FieldErrors errors;
  for (int i = 0; i < given.size(); ++i) {
    v1::Explanation explanation = given[i];
    explanation.set_author(caller.name);
    *explanation.mutable_time() = ToTimestamp(now);
    explanation.clear_refusal();
    bool found = false;
    for (const std::string& finding : explainable) {
      if (!Means(given[i].finding(), finding)) continue;
      kept.Put(finding, explanation);
      found = true;
    }
    if (!found) {
      errors.Add(absl::StrCat("explanations[", i, "].finding"),
                 absl::StrCat("got \"", given[i].finding(), "\", want a warning of the verdict, or its rule"),
                 absl::StrCat("第 ", i + 1, " 条情况说明针对的“", given[i].finding(),
                              "”不是本年报的提示，请核对提示编号，或去掉这一条"));
    }
  }
  return errors.ToStatus();
}

void DropSettledExplanations(v1::Revision& revision) {
  const std::vector<std::string> warnings_in_order = WarningsOf(revision);
  const absl::flat_hash_set<std::string> warnings(warnings_in_order.begin(), warnings_in_order.end());
  auto& all = *revision.mutable_explanations();
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const v1::Explanation& kept) { return !warnings.contains(kept.finding()); }),
            all.end());
}

}  // namespace nianbao::submission
