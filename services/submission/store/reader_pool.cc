#include "services/submission/store/reader_pool.h"

#include <utility>

namespace nianbao::submission {

ReaderPool::Lease ReaderPool::Take() {
  std::unique_ptr<Connection> connection;
  {
    absl::MutexLock lock(&mutex_);
    if (!free_.empty()) {
      connection = std::move(free_.back());
      free_.pop_back();
    }
  }
  if (connection == nullptr) connection = std::make_unique<Connection>(path_, Connection::Access::kRead);
  return Lease(*this, std::move(connection));
}

void ReaderPool::GiveBack(std::unique_ptr<Connection> connection) {
  absl::MutexLock lock(&mutex_);
  free_.push_back(std::move(connection));
}

}  // namespace nianbao::submission
