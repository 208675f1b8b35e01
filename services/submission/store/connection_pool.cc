#include "services/submission/store/connection_pool.h"

#include <utility>

namespace nianbao::submission {

ConnectionPool::Lease ConnectionPool::Take() {
  std::unique_ptr<Connection> connection;
  {
    absl::MutexLock lock(&mutex_);
    if (!free_.empty()) {
      connection = std::move(free_.back());
      free_.pop_back();
    }
  }
  const bool fresh = connection == nullptr;
  if (fresh) connection = database_.Connect(Database::Access::kRead);
  return Lease(*this, std::move(connection), fresh);
}

void ConnectionPool::Clear() {
  std::vector<std::unique_ptr<Connection>> closing;
  absl::MutexLock lock(&mutex_);
  closing.swap(free_);
}

void ConnectionPool::GiveBack(std::unique_ptr<Connection> connection) {
  if (!connection->IsAlive()) return;
  absl::MutexLock lock(&mutex_);
  free_.push_back(std::move(connection));
}

}  // namespace nianbao::submission
