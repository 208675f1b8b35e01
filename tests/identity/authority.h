// A certificate authority of a test's own, made by the script that operators use.
#pragma once

#include <string>
#include <vector>

#include "nianbao/config/v1/server.pb.h"

namespace nianbao::identity_test {

// In a folder that goes with it. Its methods throw std::runtime_error.
class Authority {
 public:
  Authority();
  ~Authority();

  // Makes a certificate with these alternative names ("IP:127.0.0.1", "URI:spiffe://..."), or a new one in its place.
  void Issue(const std::string& name, const std::vector<std::string>& alternative_names = {}) const;
  void Revoke(const std::string& name) const;

  // What a process with this certificate configures; files are read again every second.
  config::v1::Tls TlsOf(const std::string& name) const;
  const std::string& folder() const { return folder_; }

 private:
  void Run(const std::vector<std::string>& arguments) const;

  std::string folder_;
};

}  // namespace nianbao::identity_test
