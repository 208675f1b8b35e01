#include "tests/integration/suite/suite.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>

#include <utility>
#include <vector>

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

Suite::Suite(Shape shape, std::string signing_key) : shape_(shape), signing_key_(std::move(signing_key)) {
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
    if (!signing_key_.empty()) command.insert(command.end(), {"--signing-key", signing_key_});
  }
  auto child = process::Child::Start(command);
  ASSERT_TRUE(child.ok()) << child.status();
  const auto address = (*child)->WaitForAddress();
  ASSERT_TRUE(address.ok()) << command[0] << ": " << address.status();
  addresses_[process] = *address;
  children_[process] = *std::move(child);
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
