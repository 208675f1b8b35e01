// On random reports and random rulebooks the service says what the naive reading of the rules says.
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"
#include "libs/rulebook/check_rulebook.h"
#include "libs/rulebook/delivered.h"
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

std::string MoneyCell(Chance& chance) {
  return chance.OneOf(std::vector<std::string>{"proactive_disclosure.administrative_fees",
                                               "processing_fees.notified_amount", "processing_fees.collected_amount"});
}

v1::Term::Source AnySource(Chance& chance, const std::string& cell) {
  // Parts are figures of the tables alone.
  const bool table = cell.rfind("processing_fees.", 0) != 0;
  return static_cast<v1::Term::Source>(chance.Below(2) == 0 ? 0 : chance.Below(table ? 4 : 2));
}

// A sum over cells with the variables "row" and "column", where the rule has them, and a constant now and then.
void AddTerms(Chance& chance, const v1::Rule& rule, int count, bool money,
              google::protobuf::RepeatedPtrField<v1::Term>& terms) {
  for (int i = 0; i < count; ++i) {
    v1::Term& term = *terms.Add();
    if (i > 0 && chance.Below(5) == 0) {
      term.set_coefficient(1 + chance.Below(3));
      continue;
    }
    if (rule.variables_size() == 0) {
      term.set_cell(money ? MoneyCell(chance) : CountCell(chance));
    } else {
      // The first term of a rule uses every variable.
      const bool fixed = i > 0 && chance.Below(2) == 0;
      term.set_cell(absl::StrCat("requests.", fixed ? chance.OneOf(Rows()) : "{row}", ".{column}"));
    }
    term.set_source(AnySource(chance, term.cell()));
    term.set_coefficient(chance.OneOf(std::vector<int64_t>{0, 0, 0, 1, -1, 2, -3, 1'000'000'000, -1'000'000'000}));
  }
}

// Fills a Comparison or a LinearRule.
template <typename Comparison>
void MakeComparison(Chance& chance, const v1::Rule& rule, Comparison& comparison) {
  const bool money = rule.variables_size() == 0 && chance.Below(3) == 0;
  AddTerms(chance, rule, 1 + chance.Below(4), money, *comparison.mutable_left());
  if (chance.Below(5) == 0) {
    comparison.set_relation(v1::RELATION_MULTIPLE);
    comparison.add_right()->set_coefficient(2 + chance.Below(3));
    return;
  }
  comparison.set_relation(chance.Below(2) == 0 ? v1::RELATION_EQUAL : v1::RELATION_AT_LEAST);
  AddTerms(chance, rule, chance.Below(4), money, *comparison.mutable_right());
}

void MakeLinear(Chance& chance, v1::Rule& rule) {
  v1::LinearRule& linear = *rule.mutable_linear();
  linear.set_stated_only(chance.Below(3) == 0);
  if (chance.Below(4) == 0) {
    v1::Variable& cell = *rule.add_variables();
    cell.set_name("cell");
    cell.add_cells_under("remedies.reconsideration");
    cell.add_cells_under("proactive_disclosure");
    linear.set_relation(chance.Below(2) == 0 ? v1::RELATION_EQUAL : v1::RELATION_AT_LEAST);
    linear.add_left()->set_cell("{cell}");
    v1::Term& other = *linear.add_right();
    other.set_cell("{cell}");
    other.set_source(AnySource(chance, ""));
    return;
  }
  if (chance.Below(2) == 0) {
    AddVariable(chance, "row", Rows(), rule);
    AddVariable(chance, "column", Columns(), rule);
  }
  MakeComparison(chance, rule, linear);
}

void MakeState(Chance& chance, v1::Rule& rule) {
  v1::StateRule& state = *rule.mutable_state();
  state.set_forbidden(chance.OneOf(std::vector<v1::StateRule::Forbidden>{
      v1::StateRule::FORBIDDEN_BLANK, v1::StateRule::FORBIDDEN_NOT_APPLICABLE, v1::StateRule::FORBIDDEN_UNRESOLVED}));
  state.set_at_least(chance.Below(3));
  state.set_at_most(chance.Below(3) == 0 ? 1 + chance.Below(3) : 0);
  if (chance.Below(2) == 0) {
    AddVariable(chance, "row", Rows(), rule);
    state.add_prefixes("requests.{row}");
  } else {
    state.add_prefixes(CountCell(chance));
    state.add_prefixes("remedies");
    state.add_prefixes("processing_fees");
  }
}

// Conditions, whose reports it is for, and whether it is asked.
void MakeConditions(Chance& chance, v1::Rule& rule) {
  const bool by_row_and_column = rule.variables_size() == 2;
  const v1::Rule plain;
  while (chance.Below(5) == 0) MakeComparison(chance, by_row_and_column ? rule : plain, *rule.add_when());
  if (chance.Below(12) == 0) rule.set_status(v1::Rule::STATUS_OFF);
  v1::Applicability applies;
  if (chance.Below(12) == 0) applies.add_kinds(organ::v1::ORGAN_KIND_TOWNSHIP);
  if (chance.Below(12) == 0) applies.set_scope(form::v1::SCOPE_ROLL_UP);
  if (chance.Below(12) == 0) applies.set_lacking(organ::v1::POWER_RULE_MAKING);
  if (chance.Below(12) == 0) applies.set_not_lacking(organ::v1::POWER_PENALTY);
  *rule.mutable_applies() = applies;
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
    rule.set_group(v1::Rule::GROUP_TABLE);
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
    MakeConditions(chance, rule);
  }
  return rulebook;
}

std::vector<std::string> LinesOf(const v1::Verdict& verdict, const rulebook::CompiledRulebook& rulebook) {
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

int UncertainIn(const v1::Verdict& verdict) {
  int count = 0;
  for (const v1::RuleOutcome& outcome : verdict.outcomes()) {
    if (outcome.outcome() == v1::RuleOutcome::OUTCOME_UNCERTAIN) count += outcome.instances();
  }
  return count;
}

v1::ValidateReportRequest RandomRequest(Chance& chance) {
  v1::ValidateReportRequest request;
  const int empty = chance.Below(3);
  *request.mutable_report() = RandomReport(chance, 2024, empty);
  v1::Context& context = *request.mutable_context();
  for (int i = chance.Below(3); i > 0; --i) *context.add_prior() = RandomReport(chance, 2023, empty);
  if (chance.Below(2) == 0) request.mutable_report()->set_scope(form::v1::SCOPE_ROLL_UP);
  for (int i = chance.Below(4); i > 0; --i) {
    const form::v1::AnnualReport part = RandomReport(chance, 2024, empty);
    v1::Part& added = *context.add_parts();
    if (chance.Below(6) > 0) *added.mutable_cells() = form::ToProto(*form::VectorOf(part));
  }
  if (chance.Below(2) == 0) context.mutable_organ()->set_kind(organ::v1::ORGAN_KIND_TOWNSHIP);
  if (chance.Below(2) == 0) context.mutable_organ()->add_lacks(organ::v1::POWER_RULE_MAKING);
  if (chance.Below(2) == 0) context.mutable_organ()->add_lacks(organ::v1::POWER_PENALTY);
  return request;
}

// Draws a report with its context, and compares. Returns the number of findings.
int Compare(const rulebook::CompiledRulebook& rulebook, Chance& chance) {
  const v1::ValidateReportRequest request = RandomRequest(chance);
  const auto verdict = domain::ValidateReport(rulebook, request);
  EXPECT_TRUE(verdict.ok()) << verdict.status();
  if (!verdict.ok()) return 0;
  const naive::Result expected = naive::Evaluate(rulebook.source, request);
  EXPECT_EQ(LinesOf(*verdict, rulebook), expected.lines);
  EXPECT_EQ(verdict->not_assessable_count(), expected.not_assessable);
  EXPECT_EQ(UncertainIn(*verdict), expected.uncertain);
  return verdict->findings_size();
}

// The rules whose reading is arithmetic.
v1::Rulebook DeliveredOnFigures() {
  v1::Rulebook rulebook = rulebook::Delivered().source;
  rulebook.clear_rules();
  for (const v1::Rule& rule : rulebook::Delivered().source.rules()) {
    if (rule.has_linear() || rule.has_state()) *rulebook.add_rules() = rule;
  }
  return rulebook;
}

TEST(EvaluatorProperty, AgreesWithANaiveReadingOfTheDeliveredRules) {
  const auto rulebook = rulebook::Compile(DeliveredOnFigures());
  ASSERT_TRUE(rulebook.ok()) << rulebook.status();
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Chance chance(seed);
    Compare(*rulebook, chance);
    if (HasFailure()) return;
  }
}

TEST(EvaluatorProperty, AgreesWithANaiveReadingOfRandomRules) {
  int findings = 0;
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Chance chance(seed);
    const v1::Rulebook rulebook = RandomRulebook(chance);
    ASSERT_TRUE(rulebook::CheckRulebook(rulebook).ok()) << rulebook::CheckRulebook(rulebook) << rulebook.DebugString();
    const auto compiled = rulebook::Compile(rulebook);
    ASSERT_TRUE(compiled.ok()) << compiled.status() << rulebook.DebugString();
    findings += Compare(*compiled, chance);
    if (HasFailure()) return;
  }
  EXPECT_GT(findings, 1000) << "the random reports hardly ever break a rule";
}

}  // namespace
}  // namespace nianbao::validation
