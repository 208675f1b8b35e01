// The organ that a report belongs to, by the name it prints.
#pragma once

#include <map>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"

namespace nianbao::cli {

class OrgansByName {
 public:
  // Reads the roster of today. Errors are those of ListOrgans.
  static absl::StatusOr<OrgansByName> Read(const Session& session, directory::v1::DirectoryService::Stub& service);

  // The resource name of the one organ with this title or alias, white space aside. NOT_FOUND ORGAN_UNKNOWN when none
  // has it, INVALID_ARGUMENT FIELD_INVALID when the name is empty or several have it.
  absl::StatusOr<std::string> Find(const std::string& printed) const;

 private:
  std::map<std::string, std::set<std::string>> organs_;
};

}  // namespace nianbao::cli
