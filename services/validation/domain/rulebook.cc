#include "services/validation/domain/rulebook.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/validation/domain/placeholders.h"

namespace nianbao::validation::domain {
namespace {

status::Error Invalid(absl::string_view message) {
  return status::Error(absl::StatusCode::kInvalidArgument, "RULEBOOK_INVALID", message);
}

class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    if (text_.empty()) text_ = absl::StrCat("line ", line + 1, ", column ", column + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

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

template <typename Fail>
absl::Status CheckBody(const v1::Rule& rule, const Fail& fail) {
  switch (rule.body_case()) {
    case v1::Rule::kLinear:
      if (rule.linear().left().empty()) return fail("linear.left", "got no term, want at least one");
      if (rule.linear().relation() != v1::LinearRule::RELATION_EQUAL &&
          rule.linear().relation() != v1::LinearRule::RELATION_AT_LEAST) {
        return fail("linear.relation", "want EQUAL or AT_LEAST");
      }
      return absl::OkStatus();
    case v1::Rule::kState:
      if (rule.state().prefixes().empty()) return fail("state.prefixes", "got none, want at least one");
      if (rule.state().forbidden() == v1::StateRule::FORBIDDEN_UNSPECIFIED) {
        return fail("state.forbidden", "got none, want a state");
      }
      return absl::OkStatus();
    case v1::Rule::BODY_NOT_SET:
      break;
  }
  return fail("body", "got none, want linear or state");
}

template <typename Fail>
absl::Status CheckPlaceholders(const v1::Rule& rule, const Fail& fail) {
  std::set<std::string> known = {"cells"};
  if (rule.has_linear()) known.insert({"left", "right", "difference"});
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
    RETURN_IF_ERROR(CheckPlaceholders(rule, fail));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Rulebook> ParseRulebook(absl::string_view text) {
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  v1::Rulebook rulebook;
  if (!parser.ParseFromString(std::string(text), &rulebook)) return Invalid(absl::StrCat("rulebook: ", error.text()));
  RETURN_IF_ERROR(CheckRulebook(rulebook));
  return rulebook;
}

}  // namespace nianbao::validation::domain
