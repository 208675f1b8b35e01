// A service as a server hosts it.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/impl/service_type.h>
#include <prometheus/metric_family.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "libs/access/rights.h"

namespace nianbao::rpc {

// Gives the channel to a peer. Called in Start(), when in-process channels exist.
using ChannelSource = std::function<std::shared_ptr<grpc::Channel>()>;

// A gRPC service and its full name: v1::EventService::service_full_name().
struct OfferedService {
  grpc::Service* service;
  std::string name;
};

// One suite service: the gRPC services it offers and its life.
//
// The server calls services() before it listens, Start() once it does, Stop() when it drains. The object outlives the
// server.
class HostedService {
 public:
  virtual ~HostedService() = default;

  virtual std::vector<OfferedService> services() = 0;
  // Who may do what, if its methods ask for roles.
  virtual const access::Rights* rights() const { return nullptr; }
  // Reaches out to peers and starts background work. Must not wait for a peer.
  virtual void Start() {}
  // Has `ready` called once, from any thread, as soon as it can answer what it offers. Called after Start().
  virtual void WhenReady(std::function<void()> ready) { ready(); }
  // Ends streams and background work, so that the server can finish its calls. Called once.
  virtual void Stop() {}
  // Its numbers as they stand, asked for by whoever watches the process; from any thread, between Start() and Stop()
  // and beyond.
  virtual std::vector<prometheus::MetricFamily> Metrics() const { return {}; }
};

}  // namespace nianbao::rpc
