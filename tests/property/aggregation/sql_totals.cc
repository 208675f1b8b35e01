#include "tests/property/aggregation/sql_totals.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <optional>
#include <set>

#include "libs/form/cell_vector.h"
#include "services/submission/domain/frozen_roster.h"
#include "services/submission/domain/resource_name.h"

namespace nianbao::testing {
namespace {

using aggregation::v1::Coverage;
using organ::v1::ExpectedReporter;
using organ::v1::Organ;
using submission::v1::Revision;

bool OwesOwn(const Organ& organ) {
  return organ.scope_duty() == organ::v1::SCOPE_DUTY_OWN || organ.scope_duty() == organ::v1::SCOPE_DUTY_BOTH;
}

// The last line of each organ in the list of the year, removed ones too.
std::map<std::string, ExpectedReporter> LinesOf(const std::vector<submission::v1::EventRecord>& log, int year) {
  std::map<std::string, ExpectedReporter> lines;
  for (const auto& record : log) {
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
  database_.exec("CREATE TABLE organ (organ TEXT PRIMARY KEY, scope INTEGER, present INTEGER)");
  database_.exec(
      "CREATE TABLE duty (organ TEXT PRIMARY KEY, expected INTEGER, accepted INTEGER, submitted INTEGER, "
      "returned INTEGER, missing INTEGER, published INTEGER, backloaded INTEGER, late INTEGER, summaries INTEGER)");
}

void SqlTotals::Place(const std::string& organ, const std::string& parent) {
  SQLite::Statement insert(database_, "INSERT INTO place VALUES (?, ?)");
  insert.bind(1, organ);
  insert.bind(2, parent);
  insert.exec();
}

void SqlTotals::AddOrgan(const std::string& organ, form::v1::Scope scope, bool present) {
  SQLite::Statement insert(database_, "INSERT INTO organ VALUES (?, ?, ?)");
  insert.bind(1, organ);
  insert.bind(2, static_cast<int>(scope));
  insert.bind(3, present ? 1 : 0);
  insert.exec();
}

void SqlTotals::Add(const Stored& stored, int year, bool today, const std::string& mount) {
  const auto history = stored.reports.ReadRosterHistory().value();
  const auto lines = LinesOf(stored.log, year);
  const std::string last_day = std::to_string(year) + "-12-31";
  std::map<std::string, std::string> in_year;
  std::map<std::string, std::string> now;
  std::map<std::string, Organ> organs_now;
  std::map<std::string, bool> owes;
  std::map<std::string, bool> present;
  std::set<std::string> closed;
  for (const auto& [name, versions] : history->organs()) {
    const Organ& standing = submission::VersionOn(versions, last_day);
    const auto line = lines.find(name);
    in_year[name] = line != lines.end() ? line->second.organ().parent() : standing.parent();
    owes[name] = lines.empty() ? !standing.absent() && OwesOwn(standing)
                               : line != lines.end() && !line->second.removed() && OwesOwn(line->second.organ());
    present[name] = line != lines.end() ? !line->second.removed()
                                        : lines.empty() && standing.from_day() <= last_day && !standing.absent();
    if (line != lines.end() && line->second.closed() && !line->second.removed()) closed.insert(name);
    organs_now[name] = submission::VersionOn(versions, stored.today);
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
    const auto scope = covered ? form::v1::SCOPE_UNSPECIFIED : summary ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN;
    AddOrgan(name, scope, present[name]);
    if (!covered) AddReports(stored.reports, name, year, owed || summary, scope);
  }
}

void SqlTotals::AddReports(const submission::StoreReader& reports, const std::string& organ, int year, bool owes,
                           form::v1::Scope scope) {
  const auto snapshot = reports.FindFiling(submission::FilingName({organ, year, scope})).value();
  const submission::v1::Filing filing = snapshot.has_value() ? snapshot->filing : submission::v1::Filing();
  const bool accepted = filing.has_effective_revision();
  const Revision& effective = filing.effective_revision();
  const Revision& open = filing.open_revision();
  const bool waits = owes && !accepted;
  const bool submitted = waits && open.state() == Revision::STATE_SUBMITTED;
  const bool returned = waits && open.state() == Revision::STATE_RETURNED;
  const Revision& counted = accepted ? effective : open;
  const bool late = (accepted || submitted || returned) && counted.timeliness() == Revision::TIMELINESS_LATE;
  SQLite::Statement duty(database_, "INSERT INTO duty VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  duty.bind(1, organ);
  int column = 1;
  for (const bool counts : {owes || accepted, accepted, submitted, returned, waits && !submitted && !returned,
                            effective.state() == Revision::STATE_PUBLISHED, effective.backloaded(), late,
                            accepted && scope == form::v1::SCOPE_ROLL_UP}) {
    duty.bind(++column, counts ? 1 : 0);
  }
  duty.exec();
  if (!accepted) return;
  const auto figures = form::VectorOf(effective.report()).value();
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
  SQLite::Statement counts(database_, std::string(kAbove) +
                                          "SELECT node, SUM(expected), SUM(accepted), SUM(submitted), SUM(returned), "
                                          "SUM(missing), SUM(published), SUM(backloaded), SUM(late), SUM(summaries) "
                                          "FROM above JOIN duty USING (organ) GROUP BY node");
  const google::protobuf::Descriptor& type = *Coverage::descriptor();
  while (counts.executeStep()) {
    Coverage& coverage = nodes[counts.getColumn(0).getString()].coverage;
    for (int i = 0; i < type.field_count(); ++i) {
      Coverage::GetReflection()->SetInt32(&coverage, type.field(i), counts.getColumn(i + 1).getInt());
    }
  }
  SQLite::Statement sums(database_, std::string(kAbove) +
                                        "SELECT node, cell, SUM(value), SUM(state = 0), SUM(state = 2), SUM(state = 3) "
                                        "FROM above JOIN figure USING (organ) GROUP BY node, cell");
  while (sums.executeStep()) {
    nodes[sums.getColumn(0).getString()].cells[sums.getColumn(1).getInt()] = {
        sums.getColumn(2).getInt64(), sums.getColumn(3).getInt64(), sums.getColumn(4).getInt64(),
        sums.getColumn(5).getInt64()};
  }
  return nodes;
}

std::shared_ptr<const proof::Figures> SqlTotals::OwnFigures(const std::string& organ) {
  SQLite::Statement select(database_, "SELECT cell, value FROM figure WHERE organ = ?");
  select.bind(1, organ);
  std::shared_ptr<proof::Figures> figures;
  while (select.executeStep()) {
    if (figures == nullptr) figures = std::make_shared<proof::Figures>();
    (*figures)[static_cast<size_t>(select.getColumn(0).getInt())] = select.getColumn(1).getInt64();
  }
  return figures;
}

std::vector<proof::SumNode> SqlTotals::NodesBelow(const std::string& top) {
  std::map<std::string, Node> totals = Totals();
  SQLite::Statement below(database_,
                          "SELECT organ, scope, present FROM place JOIN organ USING (organ) WHERE parent = ?");
  SQLite::Statement scope(database_, "SELECT scope FROM organ WHERE organ = ?");
  scope.bind(1, top);
  scope.executeStep();
  const auto node = [&](const std::string& organ, int above, int scope) {
    return proof::SumNode{.name = organ,
                          .above = above,
                          .scope = static_cast<form::v1::Scope>(scope),
                          .own = OwnFigures(organ),
                          .coverage = totals[organ].coverage};
  };
  std::vector<proof::SumNode> nodes = {node(top, proof::kNoNode, scope.getColumn(0).getInt())};
  for (size_t i = 0; i < nodes.size(); ++i) {
    below.bind(1, nodes[i].name);
    while (below.executeStep()) {
      const std::string organ = below.getColumn(0).getString();
      const bool shown = below.getColumn(2).getInt() != 0 || totals[organ].coverage.expected() > 0;
      if (shown) nodes.push_back(node(organ, static_cast<int>(i), below.getColumn(1).getInt()));
    }
    below.reset();
  }
  return nodes;
}

}  // namespace nianbao::testing
