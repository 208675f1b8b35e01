#include "services/validation/service.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "libs/rpc/worker_pool.h"
#include "libs/status/try.h"
#include "services/validation/domain/compile.h"
#include "services/validation/domain/rulebook.h"
#include "services/validation/rpc/validation_service.h"
#include "services/validation/rulebook/embedded.h"

namespace nianbao::validation {
namespace {

// Reports checked at the same time.
constexpr int kThreads = 2;
// Calls that wait before further ones are shed.
constexpr size_t kQueueMax = 1000;

absl::StatusOr<domain::CompiledRulebook> LoadRulebook() {
  ASSIGN_OR_RETURN(v1::Rulebook rulebook, domain::ParseRulebook(EmbeddedRulebook()));
  return domain::Compile(std::move(rulebook));
}

class HostedValidation : public rpc::HostedService {
 public:
  explicit HostedValidation(domain::CompiledRulebook rulebook)
      : pool_(kThreads, kQueueMax), service_(std::move(rulebook), pool_) {}

  std::vector<grpc::Service*> services() override { return {&service_}; }

 private:
  rpc::WorkerPool pool_;
  ValidationService service_;
};

}  // namespace

std::unique_ptr<rpc::HostedService> MakeValidationService() {
  auto rulebook = LoadRulebook();
  // The rulebook is part of the program: if it does not compile, the program is wrong, not its caller.
  if (!rulebook.ok()) throw std::logic_error(std::string(rulebook.status().message()));
  return std::make_unique<HostedValidation>(*std::move(rulebook));
}

}  // namespace nianbao::validation
