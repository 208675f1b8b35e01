#include "tests/property/validation/naive_evaluator.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
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

std::string Decimal(__int128 value, size_t decimals) {
  std::string digits;
  const bool negative = value < 0;
  for (; value != 0; value /= 10) digits.insert(0, 1, static_cast<char>('0' + (negative ? -(value % 10) : value % 10)));
  if (digits.empty()) return "0";
  if (decimals > 0) {
    while (digits.size() <= decimals) digits.insert(0, "0");
    digits.insert(digits.size() - decimals, ".");
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
  }
  return (negative ? "-" : "") + digits;
}

// What is known about a cell in one or several reports.
struct Known {
  bool there = false;
  bool unresolved = false;
  bool stated = false;
  __int128 sum = 0;
  __int128 largest = 0;

  void Take(const std::string& state, __int128 value) {
    largest = there ? std::max(largest, value) : value;
    there = true;
    unresolved |= state == "unresolved";
    // Of several reports one that says something is enough.
    stated |= state != "blank";
    sum += value;
  }
};

std::pair<std::string, __int128> ReadVector(const form::v1::CellVector& cells, const std::string& code) {
  const std::vector<std::string> codes = CellCodes();
  const auto index = static_cast<int>(std::find(codes.begin(), codes.end(), code) - codes.begin());
  const int bits = static_cast<unsigned char>(cells.states()[index / 4]) >> (index % 4 * 2) & 3;
  const char* const names[] = {"blank", "number", "not applicable", "unresolved"};
  return {names[bits], cells.values(index)};
}

Known Look(const v1::ValidateReportRequest& request, v1::Term::Source source, const std::string& code) {
  Known known;
  if (source == v1::Term::SOURCE_UNSPECIFIED) {
    const auto [state, value] = Read(request.report(), code);
    known.Take(state, value);
  } else if (source == v1::Term::SOURCE_PRIOR) {
    for (const auto& prior : request.context().prior()) {
      const auto [state, value] = Read(prior, code);
      known.Take(state, value);
    }
  } else {
    for (const auto& part : request.context().parts()) {
      if (!part.has_cells()) continue;
      const auto [state, value] = ReadVector(part.cells(), code);
      known.Take(state, value);
    }
  }
  return known;
}

size_t DecimalsOf(const std::string& code) {
  if (code == "proactive_disclosure.administrative_fees") return 6;
  return code.find("_amount") != std::string::npos ? 2 : 0;
}

struct Sides {
  bool assessable = true;
  bool parts = false;
  bool largest_part = false;
  bool scaled = false;
  size_t decimals = 0;
  __int128 left = 0;
  __int128 right = 0;
};

// Takes a Comparison or a LinearRule.
template <typename Comparison>
Sides Add(const Comparison& comparison, bool stated_only, const Values& values,
          const v1::ValidateReportRequest& request) {
  Sides sides;
  const auto take = [&](const v1::Term& term, __int128& sum) {
    const __int128 times = term.coefficient() == 0 ? 1 : term.coefficient();
    if (term.cell().empty()) {
      sum += times;
      return;
    }
    const std::string code = Replace(term.cell(), values);
    if (!sides.scaled) sides.decimals = DecimalsOf(code);
    sides.scaled = true;
    const Known known = Look(request, term.source(), code);
    if (!known.there || known.unresolved || (stated_only && !known.stated)) sides.assessable = false;
    sides.parts |= term.source() == v1::Term::SOURCE_PARTS;
    sides.largest_part |= term.source() == v1::Term::SOURCE_LARGEST_PART;
    sum += times * (term.source() == v1::Term::SOURCE_LARGEST_PART ? known.largest : known.sum);
  };
  for (const v1::Term& term : comparison.left()) take(term, sides.left);
  for (const v1::Term& term : comparison.right()) take(term, sides.right);
  return sides;
}

bool Agrees(v1::Relation relation, const Sides& sides) {
  if (relation == v1::RELATION_EQUAL) return sides.left == sides.right;
  if (relation == v1::RELATION_AT_LEAST) return sides.left >= sides.right;
  return sides.left / sides.right * sides.right == sides.left;
}

std::string OffendingCells(const v1::StateRule& rule, const Values& values, const form::v1::AnnualReport& report) {
  const std::string forbidden = rule.forbidden() == v1::StateRule::FORBIDDEN_BLANK            ? "blank"
                                : rule.forbidden() == v1::StateRule::FORBIDDEN_NOT_APPLICABLE ? "not applicable"
                                                                                              : "unresolved";
  std::vector<std::string> codes = CellCodes();
  for (const char* figure : {"notices", "notified_amount", "collected_amount"}) {
    codes.push_back(std::string("processing_fees.") + figure);
  }
  std::string cells;
  int count = 0;
  for (const std::string& code : codes) {
    bool covered = false;
    for (const std::string& prefix : rule.prefixes()) covered = covered || BeginsWith(code, Replace(prefix, values));
    if (!covered || Read(report, code).first != forbidden) continue;
    cells += " " + code;
    ++count;
  }
  if (count < rule.at_least() || (rule.at_most() > 0 && count > rule.at_most())) return "";
  return cells;
}

bool Concerns(const v1::Applicability& applies, const v1::ValidateReportRequest& request) {
  bool kind = applies.kinds().empty();
  for (const int wanted : applies.kinds()) kind = kind || wanted == request.context().organ().kind();
  bool lacking = applies.lacking() == organ::v1::POWER_UNSPECIFIED;
  bool not_lacking = true;
  for (const int power : request.context().organ().lacks()) {
    lacking = lacking || power == applies.lacking();
    not_lacking = not_lacking && power != applies.not_lacking();
  }
  const auto scope =
      request.report().scope() == form::v1::SCOPE_ROLL_UP ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN;
  const bool scoped = applies.scope() == form::v1::SCOPE_UNSPECIFIED || applies.scope() == scope;
  return kind && lacking && not_lacking && scoped;
}

// One instance: the line of its violation, or "".
std::string Judge(const v1::Rule& rule, const std::string& id, const Values& values,
                  const v1::ValidateReportRequest& request, Result& result) {
  for (const v1::Comparison& when : rule.when()) {
    const Sides sides = Add(when, false, values, request);
    if (!sides.assessable) {
      ++result.not_assessable;
      return "";
    }
    if (!Agrees(when.relation(), sides)) return "";
  }
  if (rule.has_state()) {
    const std::string cells = OffendingCells(rule.state(), values, request.report());
    return cells.empty() ? "" : id + cells;
  }
  const Sides sides = Add(rule.linear(), rule.linear().stated_only(), values, request);
  if (!sides.assessable) {
    ++result.not_assessable;
    return "";
  }
  bool incomplete = false;
  for (const auto& part : request.context().parts()) incomplete = incomplete || !part.has_cells();
  const bool agrees = Agrees(rule.linear().relation(), sides);
  if (incomplete && (sides.parts || (sides.largest_part && agrees))) {
    ++result.uncertain;
    return "";
  }
  if (agrees) return "";
  return id + " " + Decimal(sides.left, sides.decimals) + " " + Decimal(sides.right, sides.decimals) + " " +
         Decimal(sides.left - sides.right, sides.decimals);
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

Result Evaluate(const v1::Rulebook& rulebook, const v1::ValidateReportRequest& request) {
  Result result;
  for (const auto severity : {finding::v1::SEVERITY_ERROR, finding::v1::SEVERITY_WARNING, finding::v1::SEVERITY_INFO}) {
    for (const v1::Rule& rule : rulebook.rules()) {
      if (rule.severity() != severity || rule.status() == v1::Rule::STATUS_OFF) continue;
      if (!Concerns(rule.applies(), request)) continue;
      Values values;
      ForEach(rule, 0, rule.id(), values, [&](const std::string& id, const Values& bound) {
        const std::string line = Judge(rule, id, bound, request, result);
        if (!line.empty()) result.lines.push_back(line);
      });
    }
  }
  return result;
}

}  // namespace nianbao::validation::naive
