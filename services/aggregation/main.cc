// nianbao-aggregation: the aggregation service as a process of its own.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/run_server.h"
#include "libs/rpc/shutdown_signal.h"
#include "libs/signature/key_file.h"
#include "libs/status/error.h"
#include "services/aggregation/service.h"

namespace {

std::vector<nianbao::aggregation::AggregationSource> SourcesOf(const std::vector<std::string>& submissions) {
  std::vector<nianbao::aggregation::AggregationSource> sources;
  for (const std::string& submission : submissions) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(submission, absl::MaxSplits('=', 1));
    sources.push_back(
        {.submission = [address = parts.first] { return nianbao::rpc::OpenChannel(address); }, .mount = parts.second});
  }
  return sources;
}

}  // namespace

int main(int argc, char** argv) {
  nianbao::rpc::ShutdownSignal shutdown;
  std::string listen = "127.0.0.1:7134";
  std::vector<std::string> submissions = {"127.0.0.1:7133"};
  CLI::App app("Sums accepted reports as they come, exactly, for every node.", "nianbao-aggregation");
  app.add_option("--listen", listen, "HOST:PORT to listen on; port 0 picks a free one")->capture_default_str();
  app.add_option("--submission", submissions,
                 "HOST:PORT of a submission service to sum, or HOST:PORT=organs/ID when its trees hang below that node "
                 "of another one; may be given several times")
      ->capture_default_str();
  std::string signing_key;
  app.add_option("--signing-key", signing_key, "PEM file of the SM2 key that signs the totals of sealed nodes");
  CLI11_PARSE(app, argc, argv);

  nianbao::rpc::StartLog("nianbao-aggregation");
  const auto key = nianbao::signature::SigningKeyIn(signing_key);
  if (!key.ok()) {
    std::cerr << "nianbao-aggregation: " << key.status().message() << "\n"
              << nianbao::status::ChineseOf(key.status()) << "\n";
    return 1;
  }
  std::vector<std::unique_ptr<nianbao::rpc::HostedService>> services;
  services.push_back(
      nianbao::aggregation::MakeAggregationService({.sources = SourcesOf(submissions), .signing_key = *key}));
  return nianbao::rpc::RunServer("nianbao-aggregation", listen, std::move(services), shutdown);
}
