#include "tests/integration/suite/wire.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/integration/suite/command.h"

namespace nianbao::integration {

bool IsServing(const std::shared_ptr<grpc::Channel>& channel) {
  // HealthCheckResponse{status: SERVING}, whose proto no package ships.
  const std::string kServing = "\x08\x01";
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  grpc::ByteBuffer response;
  std::promise<grpc::Status> done;
  const grpc::Slice empty;
  const grpc::ByteBuffer nothing(&empty, 1);
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", {}, &nothing, &response,
                 [&](const grpc::Status& status) { done.set_value(status); });
  if (!done.get_future().get().ok()) return false;
  grpc::Slice slice;
  return response.DumpToSingleSlice(&slice).ok() &&
         std::string(reinterpret_cast<const char*>(slice.begin()), slice.size()) == kServing;
}

std::set<std::string> ReflectedServices(const std::string& address) {
  const CommandResult listed = RunCommand({std::string(NIANBAO_SOURCE_DIR) + "/node_modules/.bin/buf", "curl",
                                           "--protocol", "grpc", "--http2-prior-knowledge", "--reflect-protocol",
                                           "grpc-v1alpha", "--list-services", "http://" + address});
  return absl::StrSplit(listed.output, '\n', absl::SkipEmpty());
}

std::vector<pid_t> ChildrenOf(pid_t parent) {
  std::vector<pid_t> children;
  // The supervisor starts its child from a thread of its own.
  for (const auto& task : std::filesystem::directory_iterator(absl::StrCat("/proc/", parent, "/task"))) {
    std::ifstream of_task(task.path() / "children");
    for (pid_t child = 0; of_task >> child;) children.push_back(child);
  }
  return children;
}

}  // namespace nianbao::integration
