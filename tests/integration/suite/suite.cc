#include "tests/integration/suite/suite.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>

#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "libs/rpc/client_call.h"

namespace nianbao::integration {
namespace {

std::string Program(const std::string& name) { return std::string(NIANBAO_BIN_DIR) + "/" + name; }

}  // namespace

std::string NameOf(Shape shape) {
  switch (shape) {
    case Shape::kOneProcess:
      return "OneProcess";
    case Shape::kFourProcesses:
      return "FourProcesses";
    case Shape::kOnPostgres:
      return "OnPostgres";
  }
  return "";
}

TempFolder::TempFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "nianbao-test-XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Suite::Suite(Shape shape, Options options) : shape_(shape), options_(std::move(options)) {
  if (shape_ == Shape::kOneProcess) {
    StartProcess("nianbao");
    return;
  }
  if (shape_ == Shape::kOnPostgres) {
    postgres_ = std::make_unique<submission::PostgresServer>();
    database_ = postgres_->NewDatabase();
  }
  for (const char* process : {"document", "validation", "submission", "aggregation"}) StartProcess(process);
}

Suite::~Suite() {
  for (auto& [name, child] : children_) child->Signal(SIGKILL);
}

void Suite::StartProcess(const std::string& process) {
  // A restarted program gets the address it had; the first start takes a free one.
  const auto known = addresses_.find(process);
  const std::string listen = known == addresses_.end() ? "127.0.0.1:0" : known->second;
  std::vector<std::string> command;
  if (process == "nianbao") {
    command = {Program("nianbao"), "serve", "--data", folder_.path()};
  } else {
    command = {Program("nianbao-" + process)};
  }
  command.insert(command.end(), {"--listen", listen});
  if (process == "submission") {
    command.insert(command.end(), {"--validation", addresses_.at("validation")});
    command.insert(command.end(),
                   {database_.empty() ? "--data" : "--database", database_.empty() ? folder_.path() : database_});
  }
  if (process == "aggregation") {
    command.insert(command.end(), {"--submission", addresses_.at("submission")});
    if (!options_.signing_key.empty()) command.insert(command.end(), {"--signing-key", options_.signing_key});
  }
  if (const std::string config = ConfigFile(process); !config.empty()) {
    command.insert(command.end(), {"--config", config});
  }
  auto child = process::Child::Start(command);
  ASSERT_TRUE(child.ok()) << child.status();
  ASSERT_NO_FATAL_FAILURE(ReadAddresses(process, **child));
  children_[process] = *std::move(child);
}

std::string Suite::ConfigFile(const std::string& process) const {
  if (options_.server.empty() || process == "nianbao") return "";
  const std::string path = folder_.path() + "/" + process + ".txtpb";
  std::ofstream(path) << "server { " << options_.server << " }\n";
  return path;
}

void Suite::ReadAddresses(const std::string& process, process::Child& child) {
  while (true) {
    const absl::StatusOr<std::string> line = child.ReadLine();
    ASSERT_TRUE(line.ok()) << process << ": " << line.status();
    // "NAME health on ADDRESS", and at last "NAME listening on ADDRESS".
    const std::vector<std::string> words = absl::StrSplit(*line, ' ');
    if (words.size() != 4 || words[2] != "on") continue;
    if (words[1] == "listening") {
      addresses_[process] = words[3];
      return;
    }
    side_addresses_[process][words[1]] = words[3];
  }
}

std::string Suite::ProcessOf(const std::string& service) const {
  return shape_ == Shape::kOneProcess ? "nianbao" : service;
}

std::shared_ptr<grpc::Channel> Suite::Channel(const std::string& service) {
  return rpc::OpenChannel(addresses_.at(ProcessOf(service)));
}

void Suite::KillAndRestart(const std::string& service) {
  if (service == "postgres") {
    postgres_->KillAndRestart();
    return;
  }
  const std::string process = ProcessOf(service);
  children_.at(process)->Signal(SIGKILL);
  children_.at(process)->Wait();
  StartProcess(process);
}

int Suite::Stop(const std::string& service) {
  const std::string process = ProcessOf(service);
  children_.at(process)->Signal(SIGTERM);
  return children_.at(process)->Wait();
}

}  // namespace nianbao::integration
