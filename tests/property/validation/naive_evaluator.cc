#include "tests/property/validation/naive_evaluator.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <map>
#include <utility>

namespace nianbao::validation::naive {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;
using Values = std::map<std::string, std::string>;

void Walk(const Descriptor& message, const std::string& path, std::vector<std::string>& codes) {
  for (int i = 0; i < message.field_count(); ++i) {
    const auto& field = *message.field(i);
    if (field.message_type() != nullptr) {
      Walk(*field.message_type(), path + field.name() + ".", codes);
    } else {
      codes.push_back(path + field.name());
    }
  }
}

bool BeginsWith(const std::string& code, const std::string& prefix) { return (code + ".").rfind(prefix + ".", 0) == 0; }

// What a report holds in a cell: "number", "blank", "not applicable" or "unresolved", and the number.
std::pair<std::string, __int128> Read(const form::v1::AnnualReport& report, const std::string& code) {
  for (const auto& mark : report.marks()) {
    if (mark.cell() != code) continue;
    return {mark.state() == form::v1::CellMark::STATE_UNRESOLVED ? "unresolved" : "not applicable", 0};
  }
  const Message* message = &report;
  std::string rest = code;
  while (true) {
    const std::string name = rest.substr(0, rest.find('.'));
    const auto* field = message->GetDescriptor()->FindFieldByName(name);
    if (!message->GetReflection()->HasField(*message, field)) return {"blank", 0};
    if (name == rest) return {"number", message->GetReflection()->GetInt64(*message, field)};
    message = &message->GetReflection()->GetMessage(*message, field);
    rest = rest.substr(name.size() + 1);
  }
}

std::string Replace(std::string text, const Values& values) {
  for (const auto& [name, value] : values) {
    const std::string word = "{" + name + "}";
    for (size_t at; (at = text.find(word)) != std::string::npos;) text.replace(at, word.size(), value);
  }
  return text;
}

std::string Decimal(__int128 value, bool money) {
  std::string digits;
  const bool negative = value < 0;
  for (; value != 0; value /= 10) digits.insert(0, 1, static_cast<char>('0' + (negative ? -(value % 10) : value % 10)));
  if (digits.empty()) return "0";
  if (money) {
    while (digits.size() < 7) digits.insert(0, "0");
    digits.insert(digits.size() - 6, ".");
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
  }
  return (negative ? "-" : "") + digits;
}

struct Sides {
  bool assessable = true;
  bool money = false;
  __int128 left = 0;
  __int128 right = 0;
};

Sides Add(const v1::LinearRule& rule, const Values& values, const form::v1::AnnualReport& report,
          const form::v1::AnnualReport* prior) {
  Sides sides;
  const auto take = [&](const v1::Term& term, __int128& sum) {
    const std::string code = Replace(term.cell(), values);
    sides.money = code == "proactive_disclosure.administrative_fees";
    if (term.prior() && prior == nullptr) {
      sides.assessable = false;
      return;
    }
    const auto [state, value] = Read(term.prior() ? *prior : report, code);
    if (state == "unresolved") sides.assessable = false;
    sum += value;
  };
  for (const v1::Term& term : rule.left()) take(term, sides.left);
  for (const v1::Term& term : rule.right()) take(term, sides.right);
  return sides;
}

std::string OffendingCells(const v1::StateRule& rule, const Values& values, const form::v1::AnnualReport& report) {
  const std::string forbidden = rule.forbidden() == v1::StateRule::FORBIDDEN_BLANK            ? "blank"
                                : rule.forbidden() == v1::StateRule::FORBIDDEN_NOT_APPLICABLE ? "not applicable"
                                                                                              : "unresolved";
  std::string cells;
  for (const std::string& code : CellCodes()) {
    bool covered = false;
    for (const std::string& prefix : rule.prefixes()) covered = covered || BeginsWith(code, Replace(prefix, values));
    if (covered && Read(report, code).first == forbidden) cells += " " + code;
  }
  return cells;
}

// One instance: the line of its violation, or "".
std::string Judge(const v1::Rule& rule, const std::string& id, const Values& values,
                  const form::v1::AnnualReport& report, const form::v1::AnnualReport* prior, int& not_assessable) {
  if (rule.has_state()) {
    const std::string cells = OffendingCells(rule.state(), values, report);
    return cells.empty() ? "" : id + cells;
  }
  const Sides sides = Add(rule.linear(), values, report, prior);
  if (!sides.assessable) {
    ++not_assessable;
    return "";
  }
  const bool equal = rule.linear().relation() == v1::LinearRule::RELATION_EQUAL;
  if (equal ? sides.left == sides.right : sides.left >= sides.right) return "";
  return id + " " + Decimal(sides.left, sides.money) + " " + Decimal(sides.right, sides.money) + " " +
         Decimal(sides.left - sides.right, sides.money);
}

// Calls `visit(id, values)` for every combination of values from variable `next` on.
template <typename Visit>
void ForEach(const v1::Rule& rule, int next, const std::string& id, Values& values, const Visit& visit) {
  if (next == rule.variables_size()) return visit(id, values);
  const v1::Variable& variable = rule.variables(next);
  std::vector<std::string> choices(variable.values().begin(), variable.values().end());
  for (const std::string& code : CellCodes()) {
    bool under = false;
    for (const std::string& prefix : variable.cells_under()) under = under || BeginsWith(code, prefix);
    if (under) choices.push_back(code);
  }
  for (const std::string& choice : choices) {
    values[variable.name()] = choice;
    ForEach(rule, next + 1, id + (next == 0 ? "/" : ".") + choice, values, visit);
  }
}

}  // namespace

std::vector<std::string> CellCodes() {
  std::vector<std::string> codes;
  const Descriptor& report = *form::v1::AnnualReport::descriptor();
  for (const char* table : {"proactive_disclosure", "requests", "remedies"}) {
    Walk(*report.FindFieldByName(table)->message_type(), std::string(table) + ".", codes);
  }
  return codes;
}

Result Evaluate(const v1::Rulebook& rulebook, const form::v1::AnnualReport& report,
                const form::v1::AnnualReport* prior) {
  Result result;
  for (const auto severity : {finding::v1::SEVERITY_ERROR, finding::v1::SEVERITY_WARNING, finding::v1::SEVERITY_INFO}) {
    for (const v1::Rule& rule : rulebook.rules()) {
      if (rule.severity() != severity) continue;
      Values values;
      ForEach(rule, 0, rule.id(), values, [&](const std::string& id, const Values& bound) {
        const std::string line = Judge(rule, id, bound, report, prior, result.not_assessable);
        if (!line.empty()) result.lines.push_back(line);
      });
    }
  }
  return result;
}

}  // namespace nianbao::validation::naive
