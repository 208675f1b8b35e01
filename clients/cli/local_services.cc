#include "clients/cli/local_services.h"

#include "services/document/service.h"
#include "services/validation/service.h"

namespace nianbao::cli {

std::unique_ptr<rpc::Server> StartLocalServices(int document_threads) {
  std::vector<std::unique_ptr<rpc::HostedService>> services;
  services.push_back(document::MakeDocumentService({.threads = document_threads}));
  services.push_back(validation::MakeValidationService());
  auto server = rpc::Server::InProcess(std::move(services));
  server->StartServices();
  return server;
}

}  // namespace nianbao::cli
