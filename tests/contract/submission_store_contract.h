// What every store of the submission service must do. A store instantiates the suite with a factory:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, SubmissionStoreContract, testing::Values(MakeSqliteHarness));
//   INSTANTIATE_TEST_SUITE_P(Sqlite, SubmissionStoreContractOfFilings, testing::Values(MakeSqliteHarness));
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "services/submission/domain/event_log.h"
#include "services/submission/domain/nonce_book.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// A store and where it keeps its data.
class StoreHarness {
 public:
  virtual ~StoreHarness() = default;
  virtual Store& store() = 0;
  virtual EventLog& log() = 0;
  virtual NonceBook& nonces() = 0;
  // Closes the store and opens it again on the same data.
  virtual void Reopen() = 0;
};

class SubmissionStoreContract : public testing::TestWithParam<std::function<std::unique_ptr<StoreHarness>()>> {
 protected:
  SubmissionStoreContract() : harness_(GetParam()()) {}

  Store& store() { return harness_->store(); }
  EventLog& log() { return harness_->log(); }
  NonceBook& nonces() { return harness_->nonces(); }

  const std::unique_ptr<StoreHarness> harness_;
};

// The part of the suite that begins with a roster: organs/city, below it organs/edu and organs/tax.
class SubmissionStoreContractOfFilings : public SubmissionStoreContract {
 protected:
  SubmissionStoreContractOfFilings();
};

}  // namespace nianbao::submission
