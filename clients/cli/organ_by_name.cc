#include "clients/cli/organ_by_name.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

constexpr int kOrgansAtATime = 10'000;

std::string WithoutBlanks(const std::string& name) {
  return absl::StrReplaceAll(name, {{" ", ""}, {"\t", ""}, {"\n", ""}, {"　", ""}});
}

}  // namespace

absl::StatusOr<OrgansByName> OrgansByName::Read(const Session& session,
                                                directory::v1::DirectoryService::Stub& service) {
  OrgansByName organs;
  directory::v1::ListOrgansRequest request;
  request.set_page_size(kOrgansAtATime);
  do {
    const auto page =
        rpc::CallUnary(service, &directory::v1::DirectoryService::Stub::ListOrgans, request, session.call());
    if (!page.ok()) return page.status();
    for (const organ::v1::Organ& organ : page->organs()) {
      organs.organs_[WithoutBlanks(organ.title())].insert(organ.name());
      for (const std::string& alias : organ.aliases()) organs.organs_[WithoutBlanks(alias)].insert(organ.name());
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return organs;
}

absl::StatusOr<std::string> OrgansByName::Find(const std::string& printed) const {
  const std::string name = WithoutBlanks(printed);
  if (name.empty()) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                         "report.organ_name: got nothing, want the name of an organ, or --organ")
        .Chinese("没有读出年报的机关名称，不知道是哪个机关的年报。请用 --organ 写明报送机关。");
  }
  const auto found = organs_.find(name);
  if (found == organs_.end()) {
    return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN",
                         absl::StrCat("report.organ_name: got ", printed, ", want the title or an alias of an organ"))
        .Meta("organ", printed)
        .Chinese(absl::StrCat("名册中没有名称或别名为“", printed,
                              "”的机关。请用 --organ 写明报送机关，或请主管部门在名册中补充别名。"));
  }
  if (found->second.size() > 1) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                         absl::StrCat("report.organ_name: got ", printed, ", which ", found->second.size(),
                                      " organs have, want --organ"))
        .Chinese(absl::StrCat("名册中有 ", found->second.size(), " 个机关叫“", printed, "”（",
                              absl::StrJoin(found->second, "、"), "）。请用 --organ 写明是哪一个。"));
  }
  return *found->second.begin();
}

}  // namespace nianbao::cli
