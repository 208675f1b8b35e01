#include "services/submission/domain/findings_guard.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

using finding::v1::Finding;

// What stands in the way of a step, and what to do about it, as people are told.
struct Words {
  absl::string_view step;
  absl::string_view mend_errors;
  absl::string_view explain_warnings;
};

constexpr Words kSubmission = {"报送", "请改正后重新报送。", "如数据无误，请逐条填写情况说明后再报送。"};
constexpr Words kAcceptance = {"受理", "上年年报变动后已重新校验，请退回填报单位改正。",
                               "上年年报变动后已重新校验，请退回填报单位改正或补充情况说明。"};

std::vector<const Finding*> FindingsOf(const v1::Revision& revision, finding::v1::Severity severity) {
  std::vector<const Finding*> findings;
  for (const Finding& finding : revision.verdict().findings()) {
    if (finding.severity() == severity) findings.push_back(&finding);
  }
  return findings;
}

// A warning that is not explained; refusal is empty when nobody tried.
struct Unexplained {
  const Finding* warning;
  std::string refusal;

  std::string Sentence() const {
    if (refusal.empty()) return warning->message().zh_cn();
    return absl::StrCat("情况说明未被采纳（", refusal, "）：", warning->message().zh_cn());
  }
};

std::vector<Unexplained> UnexplainedOf(const v1::Revision& revision) {
  absl::flat_hash_map<std::string, const v1::Explanation*> explanations;
  for (const v1::Explanation& explanation : revision.explanations()) explanations[explanation.finding()] = &explanation;
  std::vector<Unexplained> unexplained;
  for (const Finding* const warning : FindingsOf(revision, finding::v1::SEVERITY_WARNING)) {
    const auto explanation = explanations.find(warning->id());
    if (explanation == explanations.end()) {
      unexplained.push_back({warning, ""});
    } else if (!explanation->second->refusal().empty()) {
      unexplained.push_back({warning, explanation->second->refusal()});
    }
  }
  return unexplained;
}

absl::Status HasErrors(const std::vector<const Finding*>& errors, const Words& words) {
  const std::string count = absl::StrCat(errors.size());
  status::Error error(absl::StatusCode::kFailedPrecondition, "REPORT_HAS_ERRORS",
                      absl::StrCat("report: got ", count, " errors, want none"));
  error.Meta("errorCount", count)
      .Chinese(absl::StrCat("年报有 ", count, " 处错误，不能", words.step, "。第一处：",
                            errors.front()->message().zh_cn(), words.mend_errors));
  for (const Finding* const finding : errors) error.Precondition("RULE", finding->id(), finding->message().zh_cn());
  return error;
}

absl::Status WarningsUnexplained(const std::vector<Unexplained>& warnings, const Words& words) {
  const std::string count = absl::StrCat(warnings.size());
  int refused = 0;
  for (const Unexplained& unexplained : warnings) refused += unexplained.refusal.empty() ? 0 : 1;
  const std::string of_them = refused == 0 ? "" : absl::StrCat("，其中 ", refused, " 处的说明未被采纳");
  status::Error error(
      absl::StatusCode::kFailedPrecondition, "WARNINGS_UNEXPLAINED",
      absl::StrCat("explanations: got none, or a refused one, for ", count, " warnings, want one for each"));
  error.Meta("warningCount", count)
      .Meta("refusedCount", absl::StrCat(refused))
      .Chinese(absl::StrCat("年报有 ", count, " 处提示需要说明情况", of_them, "，不能", words.step, "。第一处：",
                            warnings.front().Sentence(), words.explain_warnings));
  for (const Unexplained& unexplained : warnings) {
    error.Precondition("RULE", unexplained.warning->id(), unexplained.Sentence());
  }
  return error;
}

absl::Status Check(const v1::Revision& revision, const Words& words) {
  const std::vector<const Finding*> errors = FindingsOf(revision, finding::v1::SEVERITY_ERROR);
  if (!errors.empty()) return HasErrors(errors, words);
  const std::vector<Unexplained> warnings = UnexplainedOf(revision);
  return warnings.empty() ? absl::OkStatus() : WarningsUnexplained(warnings, words);
}

}  // namespace

absl::Status CheckSubmittable(const v1::Revision& revision) { return Check(revision, kSubmission); }

absl::Status CheckAcceptable(const v1::Revision& revision) { return Check(revision, kAcceptance); }

}  // namespace nianbao::submission
