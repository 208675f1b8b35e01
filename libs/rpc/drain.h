// How a server stops.
#pragma once

#include "libs/rpc/health_port.h"
#include "libs/rpc/server.h"
#include "libs/rpc/shutdown_signal.h"
#include "nianbao/config/v1/server.pb.h"

namespace nianbao::rpc {

// Has health say NOT_SERVING, on the server and on its port for health if there is one; goes on serving for
// `drain.announce`, so that callers have heard it, or until the process is told to stop once more; then takes no new
// calls, ends the streams with UNAVAILABLE SHUTTING_DOWN, and lets calls finish within `drain.grace`.
void Drain(Server& server, HealthPort* health, const config::v1::Drain& drain, ShutdownSignal& shutdown);

}  // namespace nianbao::rpc
