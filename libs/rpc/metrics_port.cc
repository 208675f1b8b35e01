#include "libs/rpc/metrics_port.h"

#include <exception>

#include "absl/memory/memory.h"
#include "libs/rpc/listen_address.h"
#include "libs/rpc/side_address.h"
#include "libs/status/try.h"

namespace nianbao::rpc {

absl::StatusOr<std::unique_ptr<MetricsPort>> MetricsPort::Listen(const std::string& listen, Sources sources) {
  RETURN_IF_ERROR(ParseListenAddress(listen).status());
  auto port = absl::WrapUnique(new MetricsPort(std::move(sources)));
  try {
    port->exposer_ = std::make_unique<prometheus::Exposer>(listen);
  } catch (const std::exception&) {
    return CannotListen(listen);
  }
  for (const auto& source : port->sources_) port->exposer_->RegisterCollectable(source);
  port->address_ = WithPort(listen, port->exposer_->GetListeningPorts().front());
  return port;
}

}  // namespace nianbao::rpc
