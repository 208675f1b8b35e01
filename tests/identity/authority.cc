#include "tests/identity/authority.h"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "libs/process/child.h"

namespace nianbao::identity_test {

Authority::Authority() {
  std::string pattern = (std::filesystem::temp_directory_path() / "nianbao-authority-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  Run({"init", folder_});
}

Authority::~Authority() { std::filesystem::remove_all(folder_); }

void Authority::Issue(const std::string& name, const std::vector<std::string>& alternative_names) const {
  std::vector<std::string> arguments = {"issue", folder_, name};
  arguments.insert(arguments.end(), alternative_names.begin(), alternative_names.end());
  Run(arguments);
}

void Authority::Revoke(const std::string& name) const { Run({"revoke", folder_, name}); }

config::v1::Tls Authority::TlsOf(const std::string& name) const {
  const std::string folder = absl::StrCat(folder_, "/", name);
  config::v1::Tls tls;
  tls.set_certificate_file(absl::StrCat(folder, "/tls.crt"));
  tls.set_private_key_file(absl::StrCat(folder, "/tls.key"));
  tls.set_authorities_file(absl::StrCat(folder, "/ca.crt"));
  tls.set_revocation_folder(absl::StrCat(folder_, "/revocation"));
  tls.mutable_reload_every()->set_seconds(1);
  return tls;
}

void Authority::Run(const std::vector<std::string>& arguments) const {
  std::vector<std::string> command = {NIANBAO_SOURCE_DIR "/deploy/certificates"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const auto child = process::Child::Start(command);
  if (!child.ok()) throw std::runtime_error(child.status().ToString());
  if (const int exit = (*child)->Wait(); exit != 0) throw std::runtime_error(absl::StrCat(arguments[0], ": ", exit));
}

}  // namespace nianbao::identity_test
