#include "tests/property/aggregation/sql_totals.h"

#include <algorithm>
#include <optional>
#include <set>

#include "libs/form/cell_vector.h"
#include "services/submission/domain/frozen_roster.h"
#include "services/submission/domain/resource_name.h"

namespace nianbao::testing {
namespace {

using organ::v1::ExpectedReporter;
using organ::v1::Organ;

// The day on which the clock of an office stands.
constexpr char kToday[] = "2025-01-15";

bool OwesOwn(const Organ& organ) {
  return organ.scope_duty() == organ::v1::SCOPE_DUTY_OWN || organ.scope_duty() == organ::v1::SCOPE_DUTY_BOTH;
}

// The last line of each organ in the list of the year, removed ones too.
std::map<std::string, ExpectedReporter> LinesOf(const RandomOffice& office, int year) {
  std::map<std::string, ExpectedReporter> lines;
  for (const auto& record : office.Records()) {
    const ExpectedReporter& line = record.event().reporter();
    if (record.event().has_reporter() && line.year() == year) lines[line.organ().name()] = line;
  }
  return lines;
}

// "" for the mount, which is of another office, and at the top.
std::string ParentOf(const std::map<std::string, std::string>& parents, const std::string& organ) {
  const auto found = parents.find(organ);
  return found == parents.end() ? "" : found->second;
}

std::vector<std::string> Above(const std::map<std::string, std::string>& parents, std::string organ) {
  std::vector<std::string> above;
  for (organ = ParentOf(parents, organ); !organ.empty(); organ = ParentOf(parents, organ)) above.push_back(organ);
  return above;
}

// Puts an absent organ below what became of it; those that it depends on first.
void Settle(const std::string& name, const std::map<std::string, Organ>& organs, std::set<std::string>& settled,
            std::map<std::string, std::string>& parents) {
  if (!settled.insert(name).second) return;
  const auto found = organs.find(name);
  if (found == organs.end()) return;
  const Organ& organ = found->second;
  if (!organ.absent() || organ.successors().empty()) return;
  std::optional<std::vector<std::string>> common;
  for (const std::string& successor : organ.successors()) {
    for (std::string at = successor; !at.empty(); at = ParentOf(parents, at)) Settle(at, organs, settled, parents);
    std::vector<std::string> above = Above(parents, successor);
    above.insert(above.begin(), successor);
    if (!common.has_value()) common = above;
    common->erase(std::remove_if(common->begin(), common->end(),
                                 [&](const std::string& node) {
                                   return std::find(above.begin(), above.end(), node) == above.end();
                                 }),
                  common->end());
  }
  if (!common->empty()) parents[name] = common->front();
}

}  // namespace

SqlTotals::SqlTotals() {
  database_.exec("CREATE TABLE place (organ TEXT PRIMARY KEY, parent TEXT)");
  database_.exec("CREATE TABLE figure (organ TEXT, cell INTEGER, value INTEGER, state INTEGER)");
  database_.exec("CREATE TABLE duty (organ TEXT PRIMARY KEY, expected INTEGER, accepted INTEGER)");
}

void SqlTotals::Place(const std::string& organ, const std::string& parent) {
  SQLite::Statement insert(database_, "INSERT INTO place VALUES (?, ?)");
  insert.bind(1, organ);
  insert.bind(2, parent);
  insert.exec();
}

void SqlTotals::Add(RandomOffice& office, int year, bool today, const std::string& mount) {
  const auto history = office.store().ReadRosterHistory().value();
  const auto lines = LinesOf(office, year);
  const std::string last_day = std::to_string(year) + "-12-31";
  std::map<std::string, std::string> in_year;
  std::map<std::string, std::string> now;
  std::map<std::string, Organ> organs_now;
  std::map<std::string, bool> owes;
  std::set<std::string> closed;
  for (const auto& [name, versions] : history->organs()) {
    const Organ& standing = submission::VersionOn(versions, last_day);
    const auto line = lines.find(name);
    in_year[name] = line != lines.end() ? line->second.organ().parent() : standing.parent();
    owes[name] = lines.empty() ? !standing.absent() && OwesOwn(standing)
                               : line != lines.end() && !line->second.removed() && OwesOwn(line->second.organ());
    if (line != lines.end() && line->second.closed() && !line->second.removed()) closed.insert(name);
    organs_now[name] = submission::VersionOn(versions, kToday);
    now[name] = organs_now[name].parent().empty() ? mount : organs_now[name].parent();
  }
  std::set<std::string> settled;
  for (const auto& [name, organ] : organs_now) Settle(name, organs_now, settled, now);
  for (const auto& [name, parent] : today ? now : in_year) Place(name, parent.empty() ? mount : parent);
  for (const auto& [name, owed] : owes) {
    const std::vector<std::string> above = Above(in_year, name);
    const bool covered =
        std::any_of(above.begin(), above.end(), [&](const std::string& node) { return closed.contains(node); });
    const bool summary = closed.contains(name);
    if (!covered) AddReports(office, name, year, owed || summary, summary);
  }
}

void SqlTotals::AddReports(RandomOffice& office, const std::string& organ, int year, bool expected, bool summary) {
  const auto scope = summary ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN;
  const auto snapshot = office.store().FindFiling(submission::FilingName({organ, year, scope})).value();
  const bool accepted = snapshot.has_value() && snapshot->filing.has_effective_revision();
  SQLite::Statement duty(database_, "INSERT INTO duty VALUES (?, ?, ?)");
  duty.bind(1, organ);
  duty.bind(2, expected || accepted ? 1 : 0);
  duty.bind(3, accepted ? 1 : 0);
  duty.exec();
  if (!accepted) return;
  const auto figures = form::VectorOf(snapshot->filing.effective_revision().report()).value();
  SQLite::Statement insert(database_, "INSERT INTO figure VALUES (?, ?, ?, ?)");
  for (int cell = 0; cell < form::CellVector::kSize; ++cell) {
    insert.bind(1, organ);
    insert.bind(2, cell);
    insert.bind(3, figures.value(cell));
    insert.bind(4, static_cast<int>(figures.state(cell)));
    insert.exec();
    insert.reset();
  }
}

std::map<std::string, SqlTotals::Node> SqlTotals::Totals() {
  constexpr char kAbove[] =
      "WITH RECURSIVE above (organ, node) AS ("
      "  SELECT organ, organ FROM place"
      "  UNION ALL SELECT above.organ, place.parent FROM above JOIN place ON place.organ = above.node"
      "  WHERE place.parent <> '') ";
  std::map<std::string, Node> nodes;
  SQLite::Statement counts(database_,
                           std::string(kAbove) +
                               "SELECT node, SUM(expected), SUM(accepted) FROM above JOIN duty USING (organ) "
                               "GROUP BY node");
  while (counts.executeStep()) {
    Node& node = nodes[counts.getColumn(0).getString()];
    node.expected = counts.getColumn(1).getInt64();
    node.accepted = counts.getColumn(2).getInt64();
  }
  SQLite::Statement sums(database_, std::string(kAbove) +
                                        "SELECT node, cell, SUM(value), SUM(state = 0), SUM(state = 2) "
                                        "FROM above JOIN figure USING (organ) GROUP BY node, cell");
  while (sums.executeStep()) {
    nodes[sums.getColumn(0).getString()].cells[sums.getColumn(1).getInt()] = {
        sums.getColumn(2).getInt64(), sums.getColumn(3).getInt64(), sums.getColumn(4).getInt64()};
  }
  return nodes;
}

}  // namespace nianbao::testing
