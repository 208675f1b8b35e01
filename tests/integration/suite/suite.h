// The suite as tests run it: real processes, real sockets, a real SQLite file or a real PostgreSQL.
#pragma once

#include <grpcpp/channel.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "libs/process/child.h"
#include "tests/postgres/postgres_server.h"

namespace nianbao::integration {

// A folder that goes with the test.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// How the services are run.
enum class Shape {
  // `nianbao serve`.
  kOneProcess,
  // Four binaries on loopback.
  kFourProcesses,
  // The same with a PostgreSQL server of their own.
  kOnPostgres,
};

// OneProcess, FourProcesses or OnPostgres, for the names of tests.
std::string NameOf(Shape shape);

// Running services over one data folder. Every operation fails the test on its own when a program does not start.
class Suite {
 public:
  struct Options {
    // PEM file of the key with which the aggregation service signs where it is a process of its own; "" for none.
    std::string signing_key = "";
    // What the file of each process that is a service of its own says of its server, beside the address; "": it has no
    // file.
    std::string server = "";
  };
  explicit Suite(Shape shape, Options options);
  explicit Suite(Shape shape, std::string signing_key = "") : Suite(shape, Options{std::move(signing_key)}) {}
  ~Suite();

  std::shared_ptr<grpc::Channel> document() { return Channel("document"); }
  std::shared_ptr<grpc::Channel> validation() { return Channel("validation"); }
  std::shared_ptr<grpc::Channel> submission() { return Channel("submission"); }
  std::shared_ptr<grpc::Channel> aggregation() { return Channel("aggregation"); }

  // kill -9, then the same program on the same address and data. kOneProcess: any name means the one process.
  // kOnPostgres: "postgres" is the server.
  void KillAndRestart(const std::string& service);
  // SIGTERM; the exit status.
  int Stop(const std::string& service);

  const std::string& data_folder() const { return folder_.path(); }
  const std::string& AddressOf(const std::string& process) const { return addresses_.at(process); }
  // Of a port beside it: "health", "metrics" or "channelz".
  const std::string& SideAddressOf(const std::string& process, const std::string& port) const {
    return side_addresses_.at(process).at(port);
  }
  void Signal(const std::string& process, int signal) { children_.at(process)->Signal(signal); }
  // Waits for its end: the exit status.
  int WaitFor(const std::string& process) { return children_.at(process)->Wait(); }
  pid_t PidOf(const std::string& process) const { return children_.at(process)->pid(); }

 private:
  std::string ProcessOf(const std::string& service) const;
  std::shared_ptr<grpc::Channel> Channel(const std::string& service);
  void StartProcess(const std::string& process);
  // The file of a process; "" for none.
  std::string ConfigFile(const std::string& process) const;
  void ReadAddresses(const std::string& process, process::Child& child);

  const Shape shape_;
  const Options options_;
  TempFolder folder_;
  std::unique_ptr<submission::PostgresServer> postgres_;
  std::string database_;
  std::map<std::string, std::string> addresses_;
  std::map<std::string, std::map<std::string, std::string>> side_addresses_;
  std::map<std::string, std::unique_ptr<process::Child>> children_;
};

}  // namespace nianbao::integration
