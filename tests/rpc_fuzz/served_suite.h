// `nianbao serve` over a folder of its own.
#pragma once

#include <grpcpp/channel.h>
#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "libs/process/child.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::rpc_fuzz {

// Ends with this object.
class ServedSuite {
 public:
  // Throws std::runtime_error when it does not start.
  ServedSuite();
  ~ServedSuite();

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  const std::string& address() const { return address_; }

  bool IsAlive() const;
  // Notes the process of the document service, which must have answered: it is started beside the others.
  void NoteDocumentProcess();
  // Whether it is still the one that was noted.
  bool HasItsFirstDocumentProcess() const;
  // What `nianbao verify` finds wrong in the store and in the totals of these years; "" when nothing.
  std::string Verify(const std::vector<int>& years) const;

 private:
  integration::TempFolder folder_;
  std::unique_ptr<process::Child> process_;
  std::string address_;
  std::shared_ptr<grpc::Channel> channel_;
  std::vector<pid_t> document_;
};

}  // namespace nianbao::rpc_fuzz
