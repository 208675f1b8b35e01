#include "services/document/service.h"

#include <vector>

#include "services/document/readers/spreadsheet/sheet_rows.h"
#include "services/document/rpc/document_service.h"

namespace nianbao::document {
namespace {

class HostedDocumentService final : public rpc::HostedService {
 public:
  explicit HostedDocumentService(const DocumentConfig& config) : service_(config) {}

  std::vector<rpc::OfferedService> services() override {
    return {{&service_, v1::DocumentService::service_full_name()}};
  }
  void Stop() override { service_.Stop(); }
  std::vector<prometheus::MetricFamily> Metrics() const override { return service_.Metrics(); }

 private:
  DocumentService service_;
};

}  // namespace

absl::StatusOr<std::vector<std::vector<std::string>>> ReadFirstSheet(absl::string_view content) {
  domain::Budget budget({.elements_max = 5'000'000, .cells_max = 1'000'000});
  return readers::ReadFirstSheet(content, budget);
}

std::unique_ptr<rpc::HostedService> MakeDocumentService(DocumentConfig config) {
  return std::make_unique<HostedDocumentService>(config);
}

}  // namespace nianbao::document
