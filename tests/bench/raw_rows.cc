// The rows that submissions left in a store, put into a copy of the store as it was before them: what the database
// alone takes for them.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/postgres/postgres_connection.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "services/submission/store/store_error.h"
#include "services/submission/store/table_rows.h"
#include "services/submission/store/tables.h"

namespace nianbao::bench {
namespace {

namespace s = submission;
using nlohmann::json;

s::Row KeyOf(const s::Table& table, const s::Row& row) {
  s::Row key;
  for (size_t i = 0; i < table.columns.size() && table.columns[i].role == s::Column::Role::kKey; ++i) {
    key.push_back(row[i]);
  }
  return key;
}

// Of one table, in the order of the key.
struct NewRows {
  s::Table table;
  std::vector<s::Row> rows;
};

std::vector<NewRows> Difference(s::Connection& before, s::Connection& after) {
  std::vector<NewRows> all;
  for (const s::Table& table : s::Tables()) {
    absl::flat_hash_set<s::Row> keys;
    s::ForEachRow(before, table, [&](const s::Row& row) { keys.insert(KeyOf(table, row)); });
    NewRows found = {.table = table, .rows = {}};
    s::ForEachRow(after, table, [&](const s::Row& row) {
      if (!keys.contains(KeyOf(table, row))) found.rows.push_back(row);
    });
    if (!found.rows.empty()) all.push_back(std::move(found));
  }
  return all;
}

// The place of the column that names a filing; -1 where none does.
int FilingColumn(const s::Table& table) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const std::string& name = table.columns[i].name;
    if (name == "filing" || (table.name == "filings" && name == "name")) return static_cast<int>(i);
  }
  return -1;
}

// Rows that are committed together.
using Commit = std::vector<NewRows>;

// `together` filings a commit, with their rows; rows that name no filing are dealt out evenly.
std::vector<Commit> Deal(const std::vector<NewRows>& all, size_t together) {
  std::map<std::string, size_t> filings;
  for (const NewRows& of : all) {
    if (of.table.name != "filings") continue;
    for (const s::Row& row : of.rows) filings.emplace(s::TextIn(row, 0), filings.size());
  }
  if (filings.empty()) throw std::runtime_error("nothing was submitted between the two stores");
  std::vector<Commit> commits((filings.size() + together - 1) / together);
  for (const NewRows& of : all) {
    for (Commit& commit : commits) commit.push_back({.table = of.table, .rows = {}});
    const int column = FilingColumn(of.table);
    for (size_t i = 0; i < of.rows.size(); ++i) {
      const size_t place = column < 0 ? i * commits.size() / of.rows.size()
                                      : filings.at(s::TextIn(of.rows[i], static_cast<size_t>(column))) / together;
      commits[place].back().rows.push_back(of.rows[i]);
    }
  }
  return commits;
}

void CarryOut(s::Connection& connection, const Commit& commit) {
  s::Transaction transaction(connection, s::Transaction::Kind::kWrite);
  for (const NewRows& of : commit) {
    s::RowWriter writer(connection, of.table);
    for (const s::Row& row : of.rows) writer.Write(row);
  }
  transaction.Commit();
}

std::unique_ptr<s::Database> DatabaseAt(const std::string& place) {
  if (absl::StrContains(place, "dbname=")) return std::make_unique<s::PostgresDatabase>(place);
  return std::make_unique<s::SqliteDatabase>(place);
}

double ProcessorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

size_t ByteSize(const s::Row& row) {
  size_t bytes = 0;
  for (const s::Value& value : row) {
    const auto* const text = std::get_if<std::string>(&value);
    bytes += text == nullptr ? sizeof(int64_t) : text->size();
  }
  return bytes;
}

int Main(int argc, char** argv) {
  CLI::App app("Puts the rows by which one store is ahead of another into a third, and prints how long that took.",
               "raw_rows");
  std::string before_file;
  std::string after_file;
  std::string into;
  size_t together = 64;
  app.add_option("--before", before_file, "SQLite file of the store before the submissions")->required();
  app.add_option("--after", after_file, "SQLite file of the store after them")->required();
  app.add_option("--into", into, "SQLite file of a store like the first, or what libpq takes to connect to one")
      ->required();
  app.add_option("--together", together, "filings to a commit")->capture_default_str()->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);

  const auto before = DatabaseAt(before_file)->Connect(s::Database::Access::kRead);
  const auto after = DatabaseAt(after_file)->Connect(s::Database::Access::kRead);
  const std::vector<NewRows> all = Difference(*before, *after);
  const std::vector<Commit> commits = Deal(all, together);
  const std::unique_ptr<s::Database> database = DatabaseAt(into);
  const auto connection = database->Connect(s::Database::Access::kWrite);
  const double cpu = ProcessorSeconds();
  const absl::Time begin = absl::Now();
  for (const Commit& commit : commits) CarryOut(*connection, commit);
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  json tables = json::object();
  size_t filings = 0;
  size_t bytes = 0;
  for (const NewRows& of : all) {
    if (of.table.name == "filings") filings = of.rows.size();
    tables[of.table.name] = of.rows.size();
    for (const s::Row& row : of.rows) bytes += ByteSize(row);
  }
  std::cout << json{{"filings", filings},
                    {"rows", tables},
                    {"bytes", bytes},
                    {"seconds", seconds},
                    {"commits", commits.size()},
                    {"cpu_s", ProcessorSeconds() - cpu}}
            << "\n";
  return 0;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Main(argc, argv);
  } catch (const nianbao::submission::StoreError& error) {
    std::cerr << "raw_rows: " << error.status << "\n";
  } catch (const std::exception& error) {
    std::cerr << "raw_rows: " << error.what() << "\n";
  }
  return 1;
}
