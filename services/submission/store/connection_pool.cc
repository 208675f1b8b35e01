#include "services/submission/store/connection_pool.h"

#include <utility>

#include "absl/cleanup/cleanup.h"

namespace nianbao::submission {

ConnectionPool::Lease ConnectionPool::Take() {
  std::unique_ptr<Connection> connection = WaitForOne();
  const bool fresh = connection == nullptr;
  if (fresh) {
    absl::Cleanup give_up = [this] {
      absl::MutexLock lock(&mutex_);
      --lent_;
    };
    connection = database_.Connect(Database::Access::kRead);
    std::move(give_up).Cancel();
  }
  return Lease(*this, std::move(connection), fresh);
}

std::unique_ptr<Connection> ConnectionPool::WaitForOne() {
  absl::MutexLock lock(&mutex_);
  const auto there_is_one = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return lent_ < kConnectionsMax; };
  mutex_.Await(absl::Condition(&there_is_one));
  ++lent_;
  if (free_.empty()) return nullptr;
  std::unique_ptr<Connection> connection = std::move(free_.back());
  free_.pop_back();
  return connection;
}

void ConnectionPool::Clear() {
  std::vector<std::unique_ptr<Connection>> closing;
  absl::MutexLock lock(&mutex_);
  closing.swap(free_);
}

void ConnectionPool::GiveBack(std::unique_ptr<Connection> connection) {
  absl::MutexLock lock(&mutex_);
  --lent_;
  if (connection->IsAlive()) free_.push_back(std::move(connection));
}

}  // namespace nianbao::submission
