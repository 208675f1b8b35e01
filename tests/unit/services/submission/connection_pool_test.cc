#include "services/submission/store/connection_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

#include "services/submission/store/sqlite/sqlite_connection.h"
#include "services/submission/store/store_error.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

// One that counts, and refuses as long as the test says so.
class CountedDatabase final : public Database {
 public:
  explicit CountedDatabase(const std::string& path) : database_(path) {}

  std::unique_ptr<Connection> Connect(Access access) override {
    if (refuses) throw StoreError{StoreUnavailable("it refuses")};
    ++connections;
    return database_.Connect(access);
  }
  bool IsShared() const override { return false; }

  int connections = 0;
  bool refuses = false;

 private:
  SqliteDatabase database_;
};

class ConnectionPoolTest : public testing::Test {
 protected:
  using Lease = ConnectionPool::Lease;

  std::vector<std::unique_ptr<Lease>> TakeAll() {
    std::vector<std::unique_ptr<Lease>> leases;
    while (leases.size() < ConnectionPool::kConnectionsMax) leases.emplace_back(new Lease(pool_.Take()));
    return leases;
  }

  Suite suite_;
  CountedDatabase database_{suite_.folder.File("nianbao.db")};
  ConnectionPool pool_{database_};
};

TEST_F(ConnectionPoolTest, LetsAReaderWaitWhenAllConnectionsAreTaken) {
  std::vector<std::unique_ptr<Lease>> leases = TakeAll();
  bool was_fresh = true;
  std::thread waiting([&] { was_fresh = pool_.Take().is_fresh(); });
  leases.pop_back();
  waiting.join();
  EXPECT_FALSE(was_fresh);
  EXPECT_EQ(database_.connections, ConnectionPool::kConnectionsMax);
}

TEST_F(ConnectionPoolTest, CountsNoneThatCouldNotBeOpened) {
  database_.refuses = true;
  for (int i = 0; i < 2 * ConnectionPool::kConnectionsMax; ++i) EXPECT_THROW(pool_.Take(), StoreError);
  database_.refuses = false;
  const auto leases = TakeAll();
  EXPECT_EQ(database_.connections, ConnectionPool::kConnectionsMax);
}

}  // namespace
}  // namespace nianbao::submission
