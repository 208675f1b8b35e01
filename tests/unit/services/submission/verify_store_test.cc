// A store that is damaged says where.
#include "services/submission/store/verify/verify_store.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "services/submission/store/query.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/full_store.h"

namespace nianbao::submission {
namespace {

using Access = Database::Access;

std::string Words(const Faults& faults) {
  std::string words;
  for (const StoreFault& fault : faults.shown()) {
    absl::StrAppend(&words, fault.table, " | ", fault.row, " | ", fault.what, "\n");
  }
  return words;
}

bool Names(const Faults& faults, const std::string& table) {
  for (const StoreFault& fault : faults.shown()) {
    if (fault.table == table) return true;
  }
  return false;
}

class VerifyStoreTest : public testing::Test {
 protected:
  VerifyStoreTest() { FillEveryTable(suite_); }

  std::string File() const { return suite_.folder.File("nianbao.db"); }
  Verification Verify() {
    SqliteConnection connection(File(), Access::kRead);
    return VerifyAll(connection);
  }
  // As somebody who knows nothing of references between the tables.
  void Damage(const std::string& sql) {
    SqliteConnection connection(File(), Access::kWrite);
    connection.RunScript("PRAGMA foreign_keys = OFF");
    connection.RunScript(sql);
  }
  // Damages a copy of the store, and returns what is found.
  std::string FaultsAfter(const std::string& sql) {
    SqliteConnection connection(File(), Access::kWrite);
    connection.RunScript("PRAGMA foreign_keys = OFF");
    connection.RunScript(absl::StrCat("SAVEPOINT before; ", sql));
    InTransaction inside(connection);
    const std::string words = Words(VerifyAll(inside).faults);
    connection.RunScript("ROLLBACK TO before; RELEASE before");
    return words;
  }

  // What stands in an open transaction of the connection.
  class InTransaction final : public Connection {
   public:
    explicit InTransaction(Connection& connection) : connection_(connection) {}
    Statement& Prepare(const std::string& sql) override { return connection_.Prepare(sql); }
    void RunScript(const std::string& sql) override { connection_.RunScript(sql); }
    bool HasTable(const std::string& name) override { return connection_.HasTable(name); }
    std::vector<std::string> FindDamage() override { return {}; }
    void BeginRead() override {}
    void BeginWrite() override {}
    void Commit() override {}
    void Rollback() noexcept override {}
    bool IsAlive() const override { return true; }

   private:
    Connection& connection_;
  };

  Suite suite_;
};

TEST_F(VerifyStoreTest, FindsNothingWhereNothingIsWrong) {
  const Verification verification = Verify();
  EXPECT_EQ(verification.faults.count(), 0) << Words(verification.faults);
  EXPECT_EQ(verification.row_counts.size(), Tables().size());
  for (const auto& [table, count] : verification.row_counts) EXPECT_GT(count, 0) << table;
}

// Something else in any column is found.
TEST_F(VerifyStoreTest, FindsEveryValueThatIsAltered) {
  // Of what a caller asked nothing else is kept.
  const std::set<std::string> without_a_second = {"requests.content_digest", "requests.method"};
  // Noted where it does not fit.
  const std::map<std::string, std::string> found_elsewhere = {{"log_head.log_id", "events"},
                                                              {"filings.revision_count", "revisions"},
                                                              {"filings.effective_revision", "revisions"},
                                                              {"filings.open_revision", "revisions"}};
  for (const Table& table : Tables()) {
    for (const Column& column : table.columns) {
      if (column.name == "singleton" || without_a_second.contains(absl::StrCat(table.name, ".", column.name))) continue;
      const std::string name = absl::StrCat(table.name, ".", column.name);
      const std::string other = column.type == Column::Type::kNumber ? absl::StrCat(column.name, " + 1")
                                : column.type == Column::Type::kText
                                    ? absl::StrCat(column.name, " || 'x'")
                                    : absl::StrCat("CAST(", column.name, " || x'00' AS BLOB)");
      const std::string words = FaultsAfter(absl::StrCat("UPDATE ", table.name, " SET ", column.name, " = ", other,
                                                         " WHERE rowid = (SELECT MAX(rowid) FROM ", table.name,
                                                         " WHERE ", column.name, " IS NOT NULL)"));
      const auto elsewhere = found_elsewhere.find(name);
      const std::string& named = elsewhere == found_elsewhere.end() ? table.name : elsewhere->second;
      EXPECT_TRUE(absl::StrContains(words, absl::StrCat(named, " | "))) << name << "\n" << words;
    }
  }
}

TEST_F(VerifyStoreTest, FindsEveryRowThatIsMissing) {
  for (const Table& table : Tables()) {
    const std::string words = FaultsAfter(
        absl::StrCat("DELETE FROM ", table.name, " WHERE rowid = (SELECT MIN(rowid) ", "FROM ", table.name, ")"));
    EXPECT_NE(words, "") << table.name;
  }
}

// One bit in the middle of the bytes of each row.
TEST_F(VerifyStoreTest, FindsABitThatFell) {
  SqliteConnection connection(File(), Access::kWrite);
  const auto all = AllRows(connection);
  for (const Table& table : Tables()) {
    for (size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].type != Column::Type::kBytes) continue;
      const std::string name = absl::StrCat(table.name, ".", table.columns[i].name);
      const std::vector<Row>& rows = all.at(table.name);
      int found = 0;
      int tried = 0;
      for (size_t r = 0; r < rows.size(); r += 1 + rows.size() / 5) {
        const std::string& bytes = TextIn(rows[r], i);
        if (bytes.empty()) continue;
        std::string altered = bytes;
        altered[bytes.size() / 2] = static_cast<char>(altered[bytes.size() / 2] ^ 4);
        ++tried;
        const std::string key = table.columns[0].type == Column::Type::kNumber
                                    ? absl::StrCat(NumberIn(rows[r], 0))
                                    : absl::StrCat("'", TextIn(rows[r], 0), "'");
        const std::string words =
            FaultsAfter(absl::StrCat("UPDATE ", table.name, " SET ", table.columns[i].name, " = x'",
                                     absl::BytesToHexString(altered), "' WHERE ", table.columns[0].name, " = ", key,
                                     " AND ", table.columns[i].name, " = x'", absl::BytesToHexString(bytes), "'"));
        if (!words.empty()) ++found;
      }
      EXPECT_GT(tried, 0) << name;
      // Of some words in old revisions and old answers there is no second copy to compare them with.
      const bool is_compared = name != "revisions.summary" && name != "requests.reply";
      EXPECT_GE(found, is_compared ? tried : 1) << name;
    }
  }
}

TEST_F(VerifyStoreTest, SaysWhereAndWhat) {
  Damage("UPDATE revisions SET report = x'' WHERE filing = 'organs/edu/filings/2024-own' AND number = 2");
  EXPECT_EQ(Words(Verify().faults), "revisions | organs/edu/filings/2024-own 第 2 版 | 年报内容与其 SM3 不符\n");
}

TEST_F(VerifyStoreTest, FindsAnAcceptedReportThatWasReplacedAsAWhole) {
  // The report and its digest in the summary fit each other; the log remembers another.
  SqliteConnection connection(File(), Access::kWrite);
  const std::string report = Report(2024, 99).SerializeAsString();
  v1::Revision revision;
  {
    Query query(connection, "SELECT summary FROM revisions WHERE filing = ?1 AND number = 2");
    ASSERT_TRUE(query.Text(1, kEdu).Step());
    revision = query.MessageAt<v1::Revision>(0);
  }
  revision.set_report_digest(digest::Sm3Hex(report));
  revision.mutable_verdict()->set_report_digest(revision.report_digest());
  Query(connection, "UPDATE revisions SET summary = ?1, report = ?2 WHERE filing = ?3 AND number = 2")
      .Bytes(1, digest::CanonicalBytes(revision))
      .Bytes(2, report)
      .Text(3, kEdu)
      .Run();
  EXPECT_TRUE(absl::StrContains(Words(Verify().faults), "第 2 版 | 年报的摘要与日志所载不符"));
}

TEST_F(VerifyStoreTest, NamesTheReferencesThatLeadNowhere) {
  Damage("DELETE FROM organs WHERE name = 'organs/edu'");
  const Verification verification = Verify();
  EXPECT_TRUE(Names(verification.faults, "organs"));
  EXPECT_TRUE(absl::StrContains(Words(verification.faults), "所指的 organs 不存在")) << Words(verification.faults);
}

TEST_F(VerifyStoreTest, GoesOnWithTheOtherTablesWhenOneCannotBeRead) {
  Damage("DROP TABLE calendars; CREATE TABLE calendars (year TEXT NOT NULL PRIMARY KEY, calendar BYTEA)");
  SqliteConnection connection(File(), Access::kWrite);
  Transaction transaction(connection, Transaction::Kind::kWrite);
  for (int i = 0; i < 600; ++i)
    Query(connection, "INSERT INTO calendars (year) VALUES (?1)").Text(1, absl::StrCat("y", i)).Run();
  transaction.Commit();
  const Verification verification = Verify();
  EXPECT_TRUE(absl::StrContains(Words(verification.faults), "calendars |  | 无法读到底")) << Words(verification.faults);
  EXPECT_EQ(verification.row_counts.back().first, "requests");
}

}  // namespace
}  // namespace nianbao::submission
