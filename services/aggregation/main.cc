// nianbao-aggregation: the aggregation service as a process of its own.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "libs/config/choose.h"
#include "libs/config/config_file.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/run_server.h"
#include "libs/rpc/shutdown_signal.h"
#include "libs/signature/key_file.h"
#include "nianbao/config/v1/services.pb.h"
#include "services/aggregation/service.h"

namespace {

using nianbao::config::v1::AggregationService;

constexpr char kName[] = "nianbao-aggregation";

// What options say of the sources replaces what the file says.
void SetSources(const std::vector<std::string>& submissions, AggregationService& config) {
  if (!submissions.empty()) config.clear_sources();
  for (const std::string& submission : submissions) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(submission, absl::MaxSplits('=', 1));
    auto& source = *config.add_sources();
    source.set_submission(parts.first);
    source.set_mount(parts.second);
  }
  if (config.sources().empty()) config.add_sources()->set_submission("127.0.0.1:7133");
}

std::vector<nianbao::aggregation::AggregationSource> SourcesOf(const AggregationService& config) {
  std::vector<nianbao::aggregation::AggregationSource> sources;
  for (const auto& source : config.sources()) {
    sources.push_back(
        {.submission = [&own = config.server(),
                        address = source.submission()] { return nianbao::rpc::OpenChannel(address, own); },
         .mount = source.mount()});
  }
  return sources;
}

}  // namespace

int main(int argc, char** argv) {
  nianbao::rpc::ShutdownSignal shutdown;
  std::string config_file;
  std::string listen;
  std::vector<std::string> submissions;
  CLI::App app("Sums accepted reports as they come, exactly, for every node.", kName);
  app.add_option("--config", config_file,
                 "file of protobuf text (nianbao.config.v1.AggregationService); options win over it");
  app.add_option("--listen", listen, "IP:PORT to listen on; port 0 picks a free one (default: 127.0.0.1:7134)");
  app.add_option("--submission", submissions,
                 "HOST:PORT of a submission service to sum, or HOST:PORT=organs/ID when its trees hang below that node "
                 "of another one; may be given several times (default: 127.0.0.1:7133)");
  std::string signing_key;
  app.add_option("--signing-key", signing_key, "PEM file of the SM2 key that signs the totals of sealed nodes");
  CLI11_PARSE(app, argc, argv);

  nianbao::rpc::StartLog(kName);
  auto config = nianbao::config::ConfigIn<AggregationService>(config_file);
  if (!config.ok()) return nianbao::rpc::Refuse(kName, config.status());
  nianbao::config::Choose(*config->mutable_server()->mutable_listen(), listen, "127.0.0.1:7134");
  nianbao::config::Choose(*config->mutable_signing_key_file(), signing_key, "");
  SetSources(submissions, *config);
  const auto key = nianbao::signature::SigningKeyIn(config->signing_key_file());
  if (!key.ok()) return nianbao::rpc::Refuse(kName, key.status());
  std::vector<std::unique_ptr<nianbao::rpc::HostedService>> services;
  services.push_back(
      nianbao::aggregation::MakeAggregationService({.sources = SourcesOf(*config), .signing_key = *key}));
  return nianbao::rpc::RunServer(kName, config->server(), std::move(services), shutdown);
}
