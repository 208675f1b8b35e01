#include "services/validation/service.h"

#include <vector>

#include "libs/rulebook/delivered.h"
#include "services/validation/rpc/validation_service.h"

namespace nianbao::validation {
namespace {

class HostedValidation final : public rpc::HostedService {
 public:
  std::vector<rpc::OfferedService> services() override {
    return {{&service_, v1::ValidationService::service_full_name()}};
  }
  void Stop() override { service_.EndStreams(); }
  std::vector<prometheus::MetricFamily> Metrics() const override { return service_.Metrics(); }

 private:
  ValidationService service_;
};

}  // namespace

std::unique_ptr<rpc::HostedService> MakeValidationService() {
  // Here rather than at the first report: compiling takes a moment, and a wrong rulebook must not start.
  rulebook::Delivered();
  return std::make_unique<HostedValidation>();
}

}  // namespace nianbao::validation
