#include "services/submission/domain/publish_filing.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/web_address.h"

namespace nianbao::submission {
namespace {

constexpr size_t kDigestDigits = 64;

bool IsDigest(absl::string_view text) {
  return text.size() == kDigestDigits && text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

absl::Status CheckFields(const v1::PublishFilingRequest& request) {
  const v1::Publication& publication = request.publication();
  FieldErrors errors;
  CheckText("publication.url", "公开网址", publication.url(), Need::kRequired, errors);
  if (!publication.url().empty() && !IsWebAddress(publication.url())) {
    errors.Add("publication.url", "got something else, want an address that begins with http:// or https:// and a host",
               "公开网址不是完整的网址，应以 http:// 或 https:// 开头，后接网站域名，中间不留空格");
  }
  if (!publication.document_digest().empty() && !IsDigest(publication.document_digest())) {
    errors.Add("publication.document_digest",
               absl::StrCat("got ", publication.document_digest().size(), " bytes, want ", kDigestDigits,
                            " lower-case hexadecimal digits"),
               "公开文件的摘要应为 64 位小写十六进制的 SM3 值");
  }
  return errors.ToStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::PublishFilingRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(FilingSnapshot before, ReadForChange(deps.store, request.filing(), request.etag()));
  const absl::Time now = deps.clock.Now();
  FilingEdit edit(std::move(before), caller, request.request_id());
  RETURN_IF_ERROR(edit.Check(Action::kPublish));

  v1::Revision& revision = *edit.filing().mutable_effective_revision();
  *revision.mutable_publication() = request.publication();
  revision.set_publisher(caller.name);
  *revision.mutable_publish_time() = ToTimestamp(now);
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kPublish, revision));
  *change->mutable_publication() = request.publication();
  return std::move(edit).Finish<v1::PublishFilingResponse>(now);
}

}  // namespace

absl::StatusOr<v1::PublishFilingResponse> PublishFiling(const Deps& deps, const Caller& caller,
                                                        const v1::PublishFilingRequest& request) {
  return Once<v1::PublishFilingResponse>(deps.store, caller, "PublishFiling", request,
                                         [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
