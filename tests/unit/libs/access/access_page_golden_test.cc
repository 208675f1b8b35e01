// docs/access.md shows who may call what.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/access/method_access.h"
#include "libs/access/role_words.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "nianbao/directory/v1/grant_service.pb.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "nianbao/identity/v1/nonce_service.pb.h"
#include "nianbao/submission/v1/event_service.pb.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "nianbao/submission/v1/rulebook_service.pb.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "nianbao/validation/v1/validation_service.pb.h"

namespace nianbao::access {
namespace {

constexpr char kHead[] = R"(# Who may call what

Written from the option `nianbao.identity.v1.access` of every method, which the services obey; `make golden` writes it
again. A service does not start with a method that lacks the option. [ADR 30](adr/0030-rights-are-an-option-of-the-method.md)
says how it is meant.

`x`: a subject with this role may, for the organs that the request names in the fields of the last column, given there
or further up the tree; "all trees" where no field is named or the field is empty. "everyone": whoever proves who it is.
"services": the suite's own, proven by their certificates. Everything else is refused, whether the organ exists or not.

Where no identity is configured, on loopback, callers only name themselves, and nothing of this holds.

)";

// Each by one of its requests.
const std::vector<const google::protobuf::Descriptor*>& Services() {
  static const auto& services = *new std::vector<const google::protobuf::Descriptor*>{
      document::v1::ReadDocumentRequest::descriptor(),    validation::v1::ListRulesRequest::descriptor(),
      directory::v1::GetOrganRequest::descriptor(),       directory::v1::GrantRoleRequest::descriptor(),
      submission::v1::SubmitFilingRequest::descriptor(),  submission::v1::AcceptFilingRequest::descriptor(),
      submission::v1::SetRuleStatusRequest::descriptor(), submission::v1::WatchEventsRequest::descriptor(),
      identity::v1::ConsumeNonceRequest::descriptor(),    aggregation::v1::GetAggregateRequest::descriptor()};
  return services;
}

std::string RowOf(const MethodAccess& method) {
  const identity::v1::Access& access = method.access;
  std::string row = absl::StrCat("| `", method.method->name(), "` | ", access.anyone() ? "x" : "", " | ",
                                 absl::StrJoin(access.peers(), ", "), " |");
  for (size_t role = 1; role <= RoleWords().size(); ++role) {
    const bool has = std::count(access.roles().begin(), access.roles().end(), static_cast<int>(role)) > 0;
    absl::StrAppend(&row, has ? " x |" : "  |");
  }
  const std::string organs = access.roles().empty()    ? ""
                             : access.organs().empty() ? "all trees"
                                                       : absl::StrCat("`", absl::StrJoin(access.organs(), "`, `"), "`");
  return absl::StrCat(row, " ", organs, " |\n");
}

std::string Page() {
  std::string page = kHead;
  for (const google::protobuf::Descriptor* request : Services()) {
    const std::string& service = request->file()->service(0)->full_name();
    absl::StrAppend(&page, "## ", service, "\n\n| method | everyone | services | ", absl::StrJoin(RoleWords(), " | "),
                    " | organs |\n");
    for (size_t column = 0; column < RoleWords().size() + 4; ++column) absl::StrAppend(&page, "|---");
    absl::StrAppend(&page, "|\n");
    const std::vector<MethodAccess> methods = AccessOfMethods({service}).value();
    for (const MethodAccess& method : methods) absl::StrAppend(&page, RowOf(method));
    absl::StrAppend(&page, "\n");
  }
  page.pop_back();
  return page;
}

TEST(AccessPage, IsWhatTheMethodsSay) {
  const std::string path = NIANBAO_SOURCE_DIR "/docs/access.md";
  const std::string page = Page();
  if (std::getenv("NIANBAO_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << page;
  std::ifstream file(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), page)
      << "Who may call a method has changed. Look at it twice, then run `make golden`, read the difference of "
         "docs/access.md and commit it together with the proto.";
}

}  // namespace
}  // namespace nianbao::access
