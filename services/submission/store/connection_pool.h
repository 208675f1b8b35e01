// Connections for reading: as many as there are readers at once, up to a limit.
#pragma once

#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

class ConnectionPool {
 public:
  // A reader beyond them waits for another one to end.
  static constexpr int kConnectionsMax = 16;

  explicit ConnectionPool(Database& database) : database_(database) {}

  // A connection that goes back to the pool when the lease ends, while it is alive.
  class Lease {
   public:
    Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection, bool fresh)
        : pool_(pool), connection_(std::move(connection)), fresh_(fresh) {}
    ~Lease() { pool_.GiveBack(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    Connection& operator*() { return *connection_; }
    // Whether it was opened for this lease. Another one may have died in the pool.
    bool is_fresh() const { return fresh_; }

   private:
    ConnectionPool& pool_;
    std::unique_ptr<Connection> connection_;
    const bool fresh_;
  };
  // Throws StoreError when none can be opened. A thread takes one at a time.
  Lease Take();
  // Closes those that nobody uses.
  void Clear();

 private:
  // nullptr: one is to be opened.
  std::unique_ptr<Connection> WaitForOne();
  void GiveBack(std::unique_ptr<Connection> connection);

  Database& database_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<Connection>> free_ ABSL_GUARDED_BY(mutex_);
  int lent_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace nianbao::submission
