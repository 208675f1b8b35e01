#include "services/validation/domain/compile.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/digest/sm3.h"
#include "libs/status/try.h"
#include "services/validation/domain/binding.h"
#include "services/validation/domain/rulebook.h"

namespace nianbao::validation::domain {
namespace {

// Compiles one rule of a rulebook.
class RuleCompiler {
 public:
  RuleCompiler(const v1::Rulebook& rulebook, int index)
      : rulebook_(rulebook), index_(index), rule_(rulebook.rules(index)) {}

  absl::StatusOr<std::vector<Instance>> Run() {
    std::vector<Instance> instances;
    std::set<std::string> ids;
    for (const Binding& binding : BindingsOf(rule_)) {
      ASSIGN_OR_RETURN(Instance instance, MakeInstance(binding));
      if (!ids.insert(instance.id).second) return Fail("variables", absl::StrCat("got ", instance.id, " twice"));
      instances.push_back(std::move(instance));
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
    if (rule_.has_linear()) {
      RETURN_IF_ERROR(AddSide("linear.left", rule_.linear().left(), binding, instance.left, instance));
      RETURN_IF_ERROR(AddSide("linear.right", rule_.linear().right(), binding, instance.right, instance));
    } else {
      RETURN_IF_ERROR(AddCells(binding, instance));
    }
    for (int i = 0; i < rule_.variables_size(); ++i) {
      instance.titles.push_back(Title(rule_.variables(i).name(), binding));
      if (instance.titles.back().empty()) return Fail(absl::StrCat("variables[", i, "]"), "want a cell that uses it");
    }
    return instance;
  }

  absl::Status AddSide(absl::string_view side, const google::protobuf::RepeatedPtrField<v1::Term>& terms,
                       const Binding& binding, std::vector<Entry>& entries, Instance& instance) const {
    for (int i = 0; i < terms.size(); ++i) {
      const std::string field = absl::StrCat(side, "[", i, "].cell");
      const auto code = Expand(terms[i].cell(), rule_, binding);
      if (!code.ok()) return Fail(field, code.status().message());
      const form::Cell* cell = form::Catalogue::Get().Find(*code);
      if (cell == nullptr || cell->index >= form::Catalogue::kCellCount) {
        return Fail(field, absl::StrCat("got ", *code, ", want a cell of the form"));
      }
      const bool first = instance.left.empty();
      if (!first && cell->scale != instance.scale) {
        return Fail(field, absl::StrCat("got ", *code, " with ", cell->scale, " decimals, want ", instance.scale));
      }
      instance.scale = cell->scale;
      instance.needs_prior |= terms[i].prior();
      Add(cell->index + (terms[i].prior() ? kPrior : 0), entries);
    }
    return absl::OkStatus();
  }

  static void Add(int position, std::vector<Entry>& entries) {
    for (Entry& entry : entries) {
      if (entry.position != position) continue;
      ++entry.coefficient;
      return;
    }
    entries.push_back({position, 1});
  }

  absl::Status AddCells(const Binding& binding, Instance& instance) const {
    std::set<int> cells;
    for (int i = 0; i < rule_.state().prefixes_size(); ++i) {
      const std::string field = absl::StrCat("state.prefixes[", i, "]");
      const auto prefix = Expand(rule_.state().prefixes(i), rule_, binding);
      if (!prefix.ok()) return Fail(field, prefix.status().message());
      bool found = false;
      for (const form::Cell& cell : form::Catalogue::Get().cells()) {
        if (!IsUnder(cell.code, *prefix)) continue;
        found = true;
        cells.insert(cell.index);
      }
      if (!found) return Fail(field, absl::StrCat("got ", *prefix, ", want the beginning of a cell code"));
    }
    instance.cells.assign(cells.begin(), cells.end());
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

}  // namespace

absl::StatusOr<CompiledRulebook> Compile(v1::Rulebook rulebook) {
  CompiledRulebook compiled;
  for (int i = 0; i < rulebook.rules_size(); ++i) {
    ASSIGN_OR_RETURN(std::vector<Instance> instances, RuleCompiler(rulebook, i).Run());
    compiled.instances.push_back(std::move(instances));
  }
  compiled.digest = digest::Sm3Hex(digest::CanonicalBytes(rulebook));
  compiled.source = std::move(rulebook);
  return compiled;
}

}  // namespace nianbao::validation::domain
