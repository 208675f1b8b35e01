// On random reports and random rulebooks the service says what the naive reading of the rules says.
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/validation/domain/rulebook.h"
#include "services/validation/domain/validate_report.h"
#include "tests/property/validation/naive_evaluator.h"
#include "tests/unit/services/validation/reports.h"

namespace nianbao::validation {
namespace {

class Chance {
 public:
  explicit Chance(uint64_t seed) : random_(seed) {}

  // From 0 up to, not including, end.
  int Below(int end) { return static_cast<int>(random_() % end); }
  template <typename T>
  const T& OneOf(const std::vector<T>& items) {
    return items[Below(static_cast<int>(items.size()))];
  }
  int64_t Figure() {
    switch (Below(12)) {
      case 0:
        return std::numeric_limits<int64_t>::max();
      case 1:
        return std::numeric_limits<int64_t>::min();
      case 2:
        return static_cast<int64_t>(random_());
      default:
        // A narrow range, so that sums also agree.
        return Below(5) - 1;
    }
  }

 private:
  std::mt19937_64 random_;
};

// A report in which `empty` of 20 cells hold no number.
form::v1::AnnualReport RandomReport(Chance& chance, int year, int empty) {
  form::v1::AnnualReport report = ZeroReport(year);
  for (const std::string& code : naive::CellCodes()) {
    if (chance.Below(20) >= empty) {
      SetCell(report, code, chance.Figure());
    } else if (const int kind = chance.Below(3); kind == 0) {
      MakeBlank(report, code);
    } else if (kind == 1) {
      MakeNotApplicable(report, code);
    } else {
      MakeUnresolved(report, code, "?");
    }
  }
  return report;
}

const std::vector<std::string>& Rows() {
  static const auto* const rows = new std::vector<std::string>(
      {"received", "carried_in", "carried_out", "outcomes.granted", "outcomes.refused.state_secret", "outcomes.total"});
  return *rows;
}

const std::vector<std::string>& Columns() {
  static const auto* const columns = new std::vector<std::string>({"natural_person", "enterprise", "other", "total"});
  return *columns;
}

void AddVariable(Chance& chance, const std::string& name, const std::vector<std::string>& values, v1::Rule& rule) {
  v1::Variable& variable = *rule.add_variables();
  variable.set_name(name);
  for (const std::string& value : values) {
    if (chance.Below(2) == 0) variable.add_values(value);
  }
  if (variable.values().empty()) variable.add_values(values.front());
}

std::string CountCell(Chance& chance) {
  while (true) {
    const std::vector<std::string> codes = naive::CellCodes();
    const std::string& code = chance.OneOf(codes);
    if (code != "proactive_disclosure.administrative_fees") return code;
  }
}

// A sum over cells with the variables "row" and "column", where the rule has them.
void AddTerms(Chance& chance, const v1::Rule& rule, int count, google::protobuf::RepeatedPtrField<v1::Term>& terms) {
  for (int i = 0; i < count; ++i) {
    v1::Term& term = *terms.Add();
    if (rule.variables_size() == 0) {
      term.set_cell(CountCell(chance));
    } else {
      // The first term of a rule uses every variable.
      const bool fixed = i > 0 && chance.Below(2) == 0;
      term.set_cell(absl::StrCat("requests.", fixed ? chance.OneOf(Rows()) : "{row}", ".{column}"));
    }
    term.set_prior(chance.Below(4) == 0);
  }
}

void MakeLinear(Chance& chance, v1::Rule& rule) {
  v1::LinearRule& linear = *rule.mutable_linear();
  linear.set_relation(chance.Below(2) == 0 ? v1::LinearRule::RELATION_EQUAL : v1::LinearRule::RELATION_AT_LEAST);
  if (chance.Below(4) == 0) {
    v1::Variable& cell = *rule.add_variables();
    cell.set_name("cell");
    cell.add_cells_under("remedies.reconsideration");
    cell.add_cells_under("proactive_disclosure");
    linear.add_left()->set_cell("{cell}");
    return;
  }
  if (chance.Below(2) == 0) {
    AddVariable(chance, "row", Rows(), rule);
    AddVariable(chance, "column", Columns(), rule);
  }
  AddTerms(chance, rule, 1 + chance.Below(4), *linear.mutable_left());
  AddTerms(chance, rule, chance.Below(4), *linear.mutable_right());
}

void MakeState(Chance& chance, v1::Rule& rule) {
  v1::StateRule& state = *rule.mutable_state();
  state.set_forbidden(chance.OneOf(std::vector<v1::StateRule::Forbidden>{
      v1::StateRule::FORBIDDEN_BLANK, v1::StateRule::FORBIDDEN_NOT_APPLICABLE, v1::StateRule::FORBIDDEN_UNRESOLVED}));
  if (chance.Below(2) == 0) {
    AddVariable(chance, "row", Rows(), rule);
    state.add_prefixes("requests.{row}");
  } else {
    state.add_prefixes(CountCell(chance));
    state.add_prefixes("remedies");
  }
}

v1::Rulebook RandomRulebook(Chance& chance) {
  v1::Rulebook rulebook;
  rulebook.set_version("random");
  const int count = 1 + chance.Below(5);
  for (int i = 0; i < count; ++i) {
    v1::Rule& rule = *rulebook.add_rules();
    rule.set_id(absl::StrCat("random.rule_", i));
    rule.add_checks(1);
    rule.set_severity(static_cast<finding::v1::Severity>(1 + chance.Below(3)));
    for (finding::v1::Message* message : {rule.mutable_title(), rule.mutable_message()}) {
      message->set_zh_cn("有误");
      message->set_en("wrong");
    }
    rule.set_legal_basis("依据");
    if (chance.Below(3) == 0) {
      MakeState(chance, rule);
    } else {
      MakeLinear(chance, rule);
    }
  }
  return rulebook;
}

std::vector<std::string> LinesOf(const v1::Verdict& verdict, const domain::CompiledRulebook& rulebook) {
  std::vector<std::string> lines;
  for (const auto& finding : verdict.findings()) {
    bool linear = false;
    for (const v1::Rule& rule : rulebook.source.rules())
      linear = linear || (rule.id() == finding.rule() && rule.has_linear());
    std::string line = finding.id();
    if (linear) {
      absl::StrAppend(&line, " ", finding.left(), " ", finding.right(), " ", finding.difference());
    } else {
      for (const auto& cell : finding.cells()) absl::StrAppend(&line, " ", cell.cell());
    }
    lines.push_back(line);
  }
  return lines;
}

// Draws a report, sometimes with a prior one, and compares. Returns the number of findings.
int Compare(const domain::CompiledRulebook& rulebook, Chance& chance) {
  v1::ValidateReportRequest request;
  const int empty = chance.Below(3);
  *request.mutable_report() = RandomReport(chance, 2024, empty);
  const bool with_prior = chance.Below(2) == 0;
  if (with_prior) *request.mutable_prior() = RandomReport(chance, 2023, empty);
  const auto verdict = domain::ValidateReport(rulebook, request);
  EXPECT_TRUE(verdict.ok()) << verdict.status();
  if (!verdict.ok()) return 0;
  const naive::Result expected =
      naive::Evaluate(rulebook.source, request.report(), with_prior ? &request.prior() : nullptr);
  EXPECT_EQ(LinesOf(*verdict, rulebook), expected.lines);
  EXPECT_EQ(verdict->not_assessable_count(), expected.not_assessable);
  return verdict->findings_size();
}

TEST(EvaluatorProperty, AgreesWithANaiveReadingOfTheBuiltInRules) {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Chance chance(seed);
    Compare(BuiltIn(), chance);
    if (HasFailure()) return;
  }
}

TEST(EvaluatorProperty, AgreesWithANaiveReadingOfRandomRules) {
  int findings = 0;
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Chance chance(seed);
    const v1::Rulebook rulebook = RandomRulebook(chance);
    ASSERT_TRUE(domain::CheckRulebook(rulebook).ok()) << domain::CheckRulebook(rulebook) << rulebook.DebugString();
    const auto compiled = domain::Compile(rulebook);
    ASSERT_TRUE(compiled.ok()) << compiled.status() << rulebook.DebugString();
    findings += Compare(*compiled, chance);
    if (HasFailure()) return;
  }
  EXPECT_GT(findings, 1000) << "the random reports hardly ever break a rule";
}

}  // namespace
}  // namespace nianbao::validation
