// The store on SQLite keeps the contract.
#include "services/submission/store/sqlite/open_sqlite.h"
#include "tests/contract/submission_store_contract.h"
#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {
namespace {

class SqliteHarness final : public StoreHarness {
 public:
  SqliteHarness() { Reopen(); }

  Store& store() override { return *store_; }
  EventLog& log() override { return *store_; }
  NonceBook& nonces() override { return *store_; }
  void Reopen() override {
    store_.reset();
    store_ = OpenSqlite(folder_.File("nianbao.db"), [] { return "log-of-the-test"; }).value();
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<SqlStore> store_;
};

std::unique_ptr<StoreHarness> MakeSqliteHarness() { return std::make_unique<SqliteHarness>(); }

INSTANTIATE_TEST_SUITE_P(Sqlite, SubmissionStoreContract, testing::Values(MakeSqliteHarness));
INSTANTIATE_TEST_SUITE_P(Sqlite, SubmissionStoreContractOfFilings, testing::Values(MakeSqliteHarness));

}  // namespace
}  // namespace nianbao::submission
