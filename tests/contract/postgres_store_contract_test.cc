// The store on PostgreSQL keeps the contract.
#include "services/submission/store/postgres/open_postgres.h"
#include "tests/contract/submission_store_contract.h"
#include "tests/postgres/postgres_server.h"

namespace nianbao::submission {
namespace {

class PostgresHarness final : public StoreHarness {
 public:
  PostgresHarness() { Reopen(); }

  Store& store() override { return *store_; }
  EventLog& log() override { return *store_; }
  NonceBook& nonces() override { return *store_; }
  void Reopen() override {
    store_.reset();
    store_ = OpenPostgres(dsn_, [] { return "log-of-the-test"; }).value();
  }

 private:
  const std::string dsn_ = PostgresServer::Shared().NewDatabase();
  std::unique_ptr<SqlStore> store_;
};

std::unique_ptr<StoreHarness> MakePostgresHarness() { return std::make_unique<PostgresHarness>(); }

INSTANTIATE_TEST_SUITE_P(Postgres, SubmissionStoreContract, testing::Values(MakePostgresHarness));
INSTANTIATE_TEST_SUITE_P(Postgres, SubmissionStoreContractOfFilings, testing::Values(MakePostgresHarness));

}  // namespace
}  // namespace nianbao::submission
