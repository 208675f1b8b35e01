#include "libs/rulebook/compile.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "libs/digest/sm3.h"
#include "libs/rulebook/binding.h"
#include "libs/rulebook/check_rulebook.h"
#include "libs/status/try.h"

namespace nianbao::rulebook {
namespace {

using form::v1::NarrativeClaim;
using Terms = google::protobuf::RepeatedPtrField<v1::Term>;

// The figures of a comparison: counts or money, never both, and the decimals in which they are shown.
struct Kind {
  bool money = false;
  int scale = 0;
};

std::vector<std::string> ClaimedCells(NarrativeClaim::Subject subject) {
  const auto& options =
      google::protobuf::GetEnumDescriptor<NarrativeClaim::Subject>()->FindValueByNumber(subject)->options();
  const auto& codes = options.GetExtension(form::v1::claimed).codes();
  return {codes.begin(), codes.end()};
}

// SUBJECT_CARRIED_IN is "carried_in".
std::string NameOf(NarrativeClaim::Subject subject) {
  return absl::AsciiStrToLower(absl::StripPrefix(NarrativeClaim::Subject_Name(subject), "SUBJECT_"));
}

// Compiles one rule of a rulebook.
class RuleCompiler {
 public:
  RuleCompiler(const v1::Rulebook& rulebook, int index)
      : rulebook_(rulebook), index_(index), rule_(rulebook.rules(index)) {}

  // At most this many instances.
  absl::StatusOr<std::vector<Instance>> Run(size_t instances_max) const {
    const size_t subjects = rule_.has_claim() ? rule_.claim().subjects_size() : 1;
    if (const size_t count = BindingCount(rule_) * subjects; count > instances_max) {
      return Fail("variables", absl::StrCat("got too many combinations of values, want at most ", kInstancesMax,
                                            " for all rules together"));
    }
    std::vector<Instance> instances;
    for (const Binding& binding : BindingsOf(rule_)) {
      if (rule_.has_claim()) {
        RETURN_IF_ERROR(AddClaims(binding, instances));
      } else {
        ASSIGN_OR_RETURN(Instance instance, MakeInstance(binding));
        instances.push_back(std::move(instance));
      }
    }
    std::set<std::string> ids;
    for (const Instance& instance : instances) {
      if (!ids.insert(instance.id).second) return Fail("variables", absl::StrCat("got ", instance.id, " twice"));
    }
    if (instances.empty()) return Fail("variables", "got no value, want at least one");
    return instances;
  }

 private:
  absl::Status Fail(absl::string_view field, absl::string_view problem) const {
    return RuleError(rulebook_, index_, field, problem);
  }

  absl::StatusOr<Instance> MakeInstance(const Binding& binding) const {
    Instance instance;
    instance.id = binding.empty() ? rule_.id() : absl::StrCat(rule_.id(), "/", absl::StrJoin(binding, "."));
    for (int i = 0; i < rule_.when_size(); ++i) {
      ASSIGN_OR_RETURN(CompiledComparison comparison,
                       MakeComparison(absl::StrCat("when[", i, "]"), rule_.when(i), binding));
      instance.when.push_back(std::move(comparison));
    }
    if (rule_.has_linear()) {
      ASSIGN_OR_RETURN(instance.linear, MakeComparison("linear", rule_.linear(), binding));
    } else if (rule_.has_state()) {
      RETURN_IF_ERROR(AddCells(binding, instance));
    }
    for (int i = 0; i < rule_.variables_size(); ++i) {
      instance.titles.push_back(Title(rule_.variables(i).name(), binding));
      if (instance.titles.back().empty()) return Fail(absl::StrCat("variables[", i, "]"), "want a cell that uses it");
    }
    return instance;
  }

  // Takes a Comparison or a LinearRule.
  template <typename Message>
  absl::StatusOr<CompiledComparison> MakeComparison(absl::string_view field, const Message& message,
                                                    const Binding& binding) const {
    CompiledComparison comparison;
    comparison.relation = message.relation();
    std::optional<Kind> kind;
    ASSIGN_OR_RETURN(comparison.left, MakeSum(absl::StrCat(field, ".left"), message.left(), binding, kind));
    ASSIGN_OR_RETURN(comparison.right, MakeSum(absl::StrCat(field, ".right"), message.right(), binding, kind));
    if (kind) comparison.scale = kind->scale;
    return comparison;
  }

  absl::StatusOr<CompiledSum> MakeSum(absl::string_view side, const Terms& terms, const Binding& binding,
                                      std::optional<Kind>& kind) const {
    CompiledSum sum;
    for (int i = 0; i < terms.size(); ++i) {
      const v1::Term& term = terms[i];
      const int64_t coefficient = term.coefficient() == 0 ? 1 : term.coefficient();
      if (term.cell().empty()) {
        sum.constant += coefficient;
        continue;
      }
      const std::string field = absl::StrCat(side, "[", i, "].cell");
      ASSIGN_OR_RETURN(const form::Cell* const cell, FindCell(field, term.cell(), binding));
      if (const absl::Status same = CheckKind(field, *cell, kind); !same.ok()) return same;
      Add({term.source(), cell->index}, coefficient, sum);
    }
    return sum;
  }

  absl::StatusOr<const form::Cell*> FindCell(absl::string_view field, absl::string_view code,
                                             const Binding& binding) const {
    const auto expanded = Expand(code, rule_, binding);
    if (!expanded.ok()) return Fail(field, expanded.status().message());
    const form::Cell* const cell = form::Catalogue::Get().Find(*expanded);
    if (cell == nullptr) return Fail(field, absl::StrCat("got ", *expanded, ", want a cell of the form"));
    return cell;
  }

  // Amounts in 万元 and in 元 are both stored in fen.
  absl::Status CheckKind(absl::string_view field, const form::Cell& cell, std::optional<Kind>& kind) const {
    const bool money = cell.kind == form::CellKind::kMoney;
    if (!kind) kind = {money, cell.scale};
    if (kind->money == money) return absl::OkStatus();
    return Fail(field,
                absl::StrCat("got ", cell.code, ", want ", money ? "a count" : "an amount", " as the terms before it"));
  }

  static void Add(const Position& position, int64_t coefficient, CompiledSum& sum) {
    for (Entry& entry : sum.entries) {
      if (entry.position != position) continue;
      entry.coefficient += coefficient;
      return;
    }
    sum.entries.push_back({position, coefficient});
  }

  absl::Status AddCells(const Binding& binding, Instance& instance) const {
    std::set<int> cells;
    for (int i = 0; i < rule_.state().prefixes_size(); ++i) {
      const std::string field = absl::StrCat("state.prefixes[", i, "]");
      const auto prefix = Expand(rule_.state().prefixes(i), rule_, binding);
      if (!prefix.ok()) return Fail(field, prefix.status().message());
      bool found = false;
      for (const auto& figures : {form::Catalogue::Get().cells(), form::Catalogue::Get().fee_statement()}) {
        for (const form::Cell& cell : figures) {
          if (!IsUnder(cell.code, *prefix)) continue;
          found = true;
          cells.insert(cell.index);
        }
      }
      if (!found) return Fail(field, absl::StrCat("got ", *prefix, ", want the beginning of a cell code"));
    }
    instance.cells.assign(cells.begin(), cells.end());
    return absl::OkStatus();
  }

  absl::Status AddClaims(const Binding& binding, std::vector<Instance>& instances) const {
    for (int i = 0; i < rule_.claim().subjects_size(); ++i) {
      const auto subject = rule_.claim().subjects(i);
      ASSIGN_OR_RETURN(Instance instance, MakeInstance(binding));
      instance.id = absl::StrCat(rule_.id(), "/", NameOf(subject));
      instance.subject = subject;
      std::optional<Kind> kind;
      for (int j = 0; j < rule_.claim().sums_size(); ++j) {
        ASSIGN_OR_RETURN(CompiledSum sum, MakeSum(absl::StrCat("claim.sums[", j, "].terms"),
                                                  rule_.claim().sums(j).terms(), binding, kind));
        instance.sums.push_back(std::move(sum));
      }
      CompiledSum own;
      for (const std::string& code : ClaimedCells(subject)) {
        const form::Cell& cell = *form::Catalogue::Get().Find(code);
        instance.scale = cell.scale;
        Add({v1::Term::SOURCE_UNSPECIFIED, cell.index}, 1, own);
      }
      if (own.entries.empty()) return Fail(absl::StrCat("claim.subjects[", i, "]"), "want a subject of the form");
      // A share is that of the subject's own cells, in the first place.
      if (instance.sums.empty() || rule_.claim().measure() == NarrativeClaim::MEASURE_SHARE) {
        instance.sums.insert(instance.sums.begin(), std::move(own));
      }
      instances.push_back(std::move(instance));
    }
    return absl::OkStatus();
  }

  std::string Title(absl::string_view variable, const Binding& binding) const {
    for (const auto* side : {&rule_.linear().left(), &rule_.linear().right()}) {
      for (const v1::Term& term : *side) {
        if (std::string title = TitleIn(term.cell(), variable, rule_, binding); !title.empty()) return title;
      }
    }
    for (const std::string& prefix : rule_.state().prefixes()) {
      if (std::string title = TitleIn(prefix, variable, rule_, binding); !title.empty()) return title;
    }
    return "";
  }

  const v1::Rulebook& rulebook_;
  const int index_;
  const v1::Rule& rule_;
};

// Rules are for editions; only reports of the 2021 edition are checked.
bool IsFor2021(const v1::Rule& rule) {
  return rule.until() != form::v1::EDITION_2019 && rule.status() != v1::Rule::STATUS_OFF;
}

}  // namespace

std::string DigestOf(const v1::Rulebook& rulebook) { return digest::Sm3Hex(digest::CanonicalBytes(rulebook)); }

absl::StatusOr<CompiledRulebook> Compile(v1::Rulebook rulebook) {
  CompiledRulebook compiled;
  size_t left = kInstancesMax;
  for (int i = 0; i < rulebook.rules_size(); ++i) {
    ASSIGN_OR_RETURN(std::vector<Instance> instances, RuleCompiler(rulebook, i).Run(left));
    left -= instances.size();
    if (!IsFor2021(rulebook.rules(i))) instances.clear();
    compiled.instances.push_back(std::move(instances));
  }
  compiled.digest = DigestOf(rulebook);
  compiled.source = std::move(rulebook);
  return compiled;
}

}  // namespace nianbao::rulebook
