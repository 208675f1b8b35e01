#include "libs/rulebook/check_rulebook.h"

#include <cstdint>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/rulebook/invalid.h"
#include "libs/rulebook/placeholders.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::rulebook {
namespace {

bool IsLowerSnake(absl::string_view word) {
  if (word.empty() || !absl::ascii_islower(word.front())) return false;
  for (const char c : word) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '_') return false;
  }
  return true;
}

bool IsRuleId(absl::string_view id) {
  for (const absl::string_view word : absl::StrSplit(id, '.')) {
    if (!IsLowerSnake(word)) return false;
  }
  return true;
}

// Checks one rule; `fail(field, problem)` makes the error.
template <typename Fail>
absl::Status CheckWords(const v1::Rule& rule, const Fail& fail) {
  if (!IsRuleId(rule.id())) return fail("id", "want lower_snake words joined by dots");
  if (rule.severity() == finding::v1::SEVERITY_UNSPECIFIED) return fail("severity", "got none, want a severity");
  if (rule.group() == v1::Rule::GROUP_UNSPECIFIED) return fail("group", "got none, want a group");
  if (rule.checks().empty()) return fail("checks", "got none, want the numbers of the checks it implements");
  for (const int check : rule.checks()) {
    if (check < 1) return fail("checks", absl::StrCat("got ", check, ", want a number from 1"));
  }
  if (rule.title().zh_cn().empty() || rule.title().en().empty()) return fail("title", "want both languages");
  if (rule.message().zh_cn().empty() || rule.message().en().empty()) return fail("message", "want both languages");
  if (rule.legal_basis().empty()) return fail("legal_basis", "got none, want the provision or practice");
  return absl::OkStatus();
}

template <typename Fail>
absl::Status CheckVariables(const v1::Rule& rule, const Fail& fail) {
  std::set<std::string> names;
  for (int i = 0; i < rule.variables_size(); ++i) {
    const v1::Variable& variable = rule.variables(i);
    const std::string field = absl::StrCat("variables[", i, "]");
    if (!IsLowerSnake(variable.name())) return fail(field + ".name", "want a lower_snake name");
    if (IsReserved(variable.name())) return fail(field + ".name", "want a name that messages do not reserve");
    if (!names.insert(variable.name()).second) return fail(field + ".name", "want a name used once");
    if (variable.values().empty() == variable.cells_under().empty()) {
      return fail(field, "want either values or cells_under");
    }
    const std::set<std::string> values(variable.values().begin(), variable.values().end());
    if (static_cast<int>(values.size()) != variable.values_size()) return fail(field + ".values", "want each once");
    if (values.count("") > 0) return fail(field + ".values", "want no empty value");
  }
  return absl::OkStatus();
}

// Bounds within which no sum of figures, as great as they may be, leaves 128 bits.
constexpr int64_t kCoefficientMax = 1'000'000'000;
constexpr int64_t kConstantMax = 1'000'000'000'000'000;
constexpr int kTermsMax = 1000;

template <typename Fail>
absl::Status CheckTerms(const google::protobuf::RepeatedPtrField<v1::Term>& terms, const std::string& side,
                        const Fail& fail) {
  if (terms.size() > kTermsMax) return fail(side, absl::StrCat("got ", terms.size(), ", want at most ", kTermsMax));
  for (int i = 0; i < terms.size(); ++i) {
    const int64_t coefficient = terms[i].coefficient();
    const int64_t greatest = terms[i].cell().empty() ? kConstantMax : kCoefficientMax;
    if (coefficient > greatest || coefficient < -greatest) {
      return fail(absl::StrCat(side, "[", i, "].coefficient"), absl::StrCat("want at most ", greatest));
    }
    if (terms[i].cell().empty() && terms[i].coefficient() == 0) {
      return fail(absl::StrCat(side, "[", i, "]"), "got neither cell nor coefficient, want one");
    }
  }
  return absl::OkStatus();
}

// Takes a Comparison or a LinearRule.
template <typename Comparison, typename Fail>
absl::Status CheckComparison(const Comparison& comparison, const std::string& field, const Fail& fail) {
  if (comparison.left().empty()) return fail(field + ".left", "got no term, want at least one");
  RETURN_IF_ERROR(CheckTerms(comparison.left(), field + ".left", fail));
  RETURN_IF_ERROR(CheckTerms(comparison.right(), field + ".right", fail));
  switch (comparison.relation()) {
    case v1::RELATION_EQUAL:
    case v1::RELATION_AT_LEAST:
      return absl::OkStatus();
    case v1::RELATION_MULTIPLE: {
      const bool constant = comparison.right_size() == 1 && comparison.right(0).cell().empty();
      if (constant && comparison.right(0).coefficient() > 0) return absl::OkStatus();
      return fail(field + ".right", "want one constant above 0");
    }
    default:
      return fail(field + ".relation", "want EQUAL, AT_LEAST or MULTIPLE");
  }
}

template <typename Fail>
absl::Status CheckState(const v1::StateRule& state, const Fail& fail) {
  if (state.prefixes().empty()) return fail("state.prefixes", "got none, want at least one");
  if (state.forbidden() == v1::StateRule::FORBIDDEN_UNSPECIFIED) {
    return fail("state.forbidden", "got none, want a state");
  }
  if (state.at_least() < 0 || state.at_most() < 0) return fail("state", "want no negative number");
  return absl::OkStatus();
}

template <typename Fail>
absl::Status CheckText(const v1::TextRule& text, const Fail& fail) {
  const int section = text.section();
  if (section != 0 && section != 1 && section != 5 && section != 6) {
    return fail("text.section", absl::StrCat("got ", section, ", want 1, 5, 6 or 0"));
  }
  if (text.characters_min() < 0 || text.characters_max() < 0) return fail("text", "want no negative number");
  const bool asks = text.characters_min() > 0 || text.characters_max() > 0 || !text.any_of().empty() ||
                    !text.none_of().empty() || !text.not_only().empty();
  return asks ? absl::OkStatus() : fail("text", "got no demand, want one");
}

template <typename Fail>
absl::Status CheckClaim(const v1::ClaimRule& claim, const Fail& fail) {
  using form::v1::NarrativeClaim;
  if (claim.subjects().empty()) return fail("claim.subjects", "got none, want at least one");
  if (claim.measure() == NarrativeClaim::MEASURE_UNSPECIFIED) return fail("claim.measure", "got none, want one");
  if (claim.measure() == NarrativeClaim::MEASURE_SHARE && claim.sums().empty()) {
    return fail("claim.sums", "got none, want the whole of which a share is taken");
  }
  if (claim.tolerance() < 0) return fail("claim.tolerance", "want at least 0");
  for (int i = 0; i < claim.sums_size(); ++i) {
    const std::string field = absl::StrCat("claim.sums[", i, "].terms");
    if (claim.sums(i).terms().empty()) return fail(field, "got none, want at least one");
    RETURN_IF_ERROR(CheckTerms(claim.sums(i).terms(), field, fail));
  }
  return absl::OkStatus();
}

template <typename Fail>
absl::Status CheckBody(const v1::Rule& rule, const Fail& fail) {
  switch (rule.body_case()) {
    case v1::Rule::kLinear:
      return CheckComparison(rule.linear(), "linear", fail);
    case v1::Rule::kState:
      return CheckState(rule.state(), fail);
    case v1::Rule::kText:
      return CheckText(rule.text(), fail);
    case v1::Rule::kClaim:
      return CheckClaim(rule.claim(), fail);
    case v1::Rule::kPredicate:
      if (rule.predicate().predicate() != v1::PredicateRule::PREDICATE_UNSPECIFIED) return absl::OkStatus();
      return fail("predicate.predicate", "got none, want one");
    case v1::Rule::BODY_NOT_SET:
      break;
  }
  return fail("body", "got none, want linear, state, text, claim or predicate");
}

template <typename Fail>
absl::Status CheckConditions(const v1::Rule& rule, const Fail& fail) {
  for (int i = 0; i < rule.when_size(); ++i) {
    RETURN_IF_ERROR(CheckComparison(rule.when(i), absl::StrCat("when[", i, "]"), fail));
  }
  return absl::OkStatus();
}

template <typename Fail>
absl::Status CheckPlaceholders(const v1::Rule& rule, const Fail& fail) {
  std::set<std::string> known = {"cells"};
  if (rule.has_linear() || rule.has_claim()) known.insert({"left", "right", "difference"});
  if (rule.has_claim() || rule.has_text() || rule.has_predicate()) known.insert("quote");
  if (rule.has_predicate()) known.insert({"left", "other"});
  for (const v1::Variable& variable : rule.variables()) known.insert(variable.name());
  for (const auto* text : {&rule.message().zh_cn(), &rule.message().en()}) {
    for (const std::string& name : PlaceholdersIn(*text)) {
      if (known.count(name) == 0) return fail("message", absl::StrCat("got {", name, "}, want a known name"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RuleError(const v1::Rulebook& rulebook, int index, absl::string_view field, absl::string_view problem) {
  const std::string& id = rulebook.rules(index).id();
  const std::string path = absl::StrCat("rules[", index, "].", field);
  return Invalid(absl::StrCat(path, ": rule ", id, ": ", problem))
      .Meta("rule", id)
      .Field(path, problem)
      .Chinese(absl::StrCat("规则集有误：规则 ", id, " 的 ", field, " 不正确，请联系维护人员。"));
}

absl::Status CheckRulebook(const v1::Rulebook& rulebook) {
  if (rulebook.version().empty()) return Invalid("version: got none, want a name").Field("version", "want a name");
  std::set<std::string> ids;
  for (int i = 0; i < rulebook.rules_size(); ++i) {
    const v1::Rule& rule = rulebook.rules(i);
    const auto fail = [&](absl::string_view field, absl::string_view problem) {
      return RuleError(rulebook, i, field, problem);
    };
    RETURN_IF_ERROR(CheckWords(rule, fail));
    if (!ids.insert(rule.id()).second) return fail("id", "want an id used once");
    RETURN_IF_ERROR(CheckVariables(rule, fail));
    RETURN_IF_ERROR(CheckBody(rule, fail));
    RETURN_IF_ERROR(CheckConditions(rule, fail));
    RETURN_IF_ERROR(CheckPlaceholders(rule, fail));
  }
  return absl::OkStatus();
}

}  // namespace nianbao::rulebook
