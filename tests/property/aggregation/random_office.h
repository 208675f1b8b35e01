// A submission service's store in which a year goes by at random.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "nianbao/organ/v1/expected_reporter.pb.h"
#include "nianbao/submission/v1/event.pb.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::testing {

class RandomOffice {
 public:
  static constexpr int kYears[] = {2023, 2024};

  // All its organs have ids that begin with `prefix`. Its log goes by it too.
  RandomOffice(const std::string& prefix, uint64_t seed);

  // Tries something; a refusal is no event.
  void Happen();

  // A seal that was put.
  struct Sealed {
    std::string node;
    int year = 0;
    // The event that put it.
    submission::v1::EventToken token;
  };
  // What was sealed by the last thing that happened.
  const std::optional<Sealed>& sealed() const { return sealed_; }
  // The seals that stand.
  std::vector<Sealed> seals() const;

  submission::Store& store() { return *store_; }
  // All events so far.
  std::vector<submission::v1::EventRecord> Records() const;
  std::string log_id() const { return store_->Head()->log_id(); }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint64_t>(count)); }
  std::string NextId();
  std::string AnyOrgan();
  std::string AnyDay();
  submission::Deps deps() { return {*store_, validator_, clock_}; }
  std::string NewRequestId() { return "r" + std::to_string(++requests_); }
  std::string EtagNow(const std::string& filing) const;

  void GoOnFiling();
  void Submit(const std::string& filing, int year, form::v1::Scope scope);
  void Review(const std::string& filing);
  void Seal();
  void Unseal();
  void ChangeOrgans();
  void ChangeList();
  form::v1::AnnualReport AnyReport(int year, form::v1::Scope scope);

  const std::string prefix_;
  std::mt19937_64 random_;
  submission::TemporaryFolder folder_;
  submission::ManualClock clock_;
  submission::FakeValidator validator_;
  std::unique_ptr<submission::SqlStore> store_;
  std::vector<std::string> organs_;
  int requests_ = 0;
  std::optional<Sealed> sealed_;
  std::map<std::pair<std::string, int>, Sealed> seals_;
};

}  // namespace nianbao::testing
