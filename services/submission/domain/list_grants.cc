#include "services/submission/domain/list_grants.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "libs/status/try.h"
#include "services/submission/domain/named_caller.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/page.h"

namespace nianbao::submission {
namespace {

using directory::v1::ListGrantsRequest;
using directory::v1::ListGrantsResponse;
using organ::v1::Grant;
using organ::v1::KeptGrant;

// The last grant of the page before, as text.
std::string TokenOf(const Grant& grant) { return absl::WebSafeBase64Escape(grant.SerializeAsString()); }

absl::StatusOr<Grant> GrantOf(const std::string& token) {
  Grant grant;
  std::string bytes;
  if (absl::WebSafeBase64Unescape(token, &bytes) && grant.ParseFromString(bytes)) return grant;
  return PageTokenInvalid(token);
}

// The nodes at which a grant holds for this one: itself, those above, and all trees.
std::vector<std::string> NodesAbove(const Roster& roster, const std::string& node) {
  std::vector<std::string> nodes = {""};
  for (const organ::v1::Organ* organ = roster.Find(node); organ != nullptr; organ = roster.Find(organ->parent())) {
    if (std::find(nodes.begin(), nodes.end(), organ->name()) != nodes.end()) break;
    nodes.push_back(organ->name());
  }
  return nodes;
}

}  // namespace

absl::StatusOr<ListGrantsResponse> ListGrants(const StoreReader& store, const ListGrantsRequest& request) {
  ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size(), kShortPages));
  // One more than the page shows whether there is another.
  GrantFilter filter{.subject = request.subject(), .limit = page_size + 1};
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(filter.after, GrantOf(request.page_token()));
  }
  if (!request.node().empty()) {
    ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> roster, RosterWith(store, request.node()));
    filter.nodes = NodesAbove(*roster, request.node());
  }
  ASSIGN_OR_RETURN(std::vector<KeptGrant> grants, store.ListGrants(filter));
  ListGrantsResponse response;
  if (grants.size() > static_cast<size_t>(page_size)) {
    grants.pop_back();
    response.set_next_page_token(TokenOf(grants.back().grant()));
  }
  *response.mutable_grants() = {grants.begin(), grants.end()};
  return response;
}

absl::StatusOr<directory::v1::ListOwnGrantsResponse> ListOwnGrants(const StoreReader& store, const Caller& caller) {
  RETURN_IF_ERROR(CheckNamed(caller));
  directory::v1::ListOwnGrantsResponse response;
  response.set_subject(caller.name);
  ASSIGN_OR_RETURN(const std::vector<KeptGrant> grants, store.ListGrants({.subject = caller.name}));
  for (const KeptGrant& kept : grants) *response.add_grants() = kept.grant();
  return response;
}

}  // namespace nianbao::submission
