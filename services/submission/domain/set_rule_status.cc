#include "services/submission/domain/set_rule_status.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/rulebook/change_rule.h"
#include "libs/rulebook/compile.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/rulebook_edit.h"
#include "services/submission/domain/rulebook_read.h"
#include "services/submission/domain/text_field.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::SetRuleStatusRequest& request) {
  FieldErrors errors;
  CheckText("reason", "修改理由", request.reason(), Need::kRequired, errors);
  if (request.digest().empty()) {
    errors.Add("digest", "got nothing, want that of the rulebook in force", "缺少规则集的摘要，请先查看规则再操作");
  }
  return errors.ToStatus();
}

const validation::v1::Rule& RuleOf(const validation::v1::Rulebook& rulebook, const std::string& id) {
  return *std::find_if(rulebook.rules().begin(), rulebook.rules().end(),
                       [&](const validation::v1::Rule& rule) { return rule.id() == id; });
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::SetRuleStatusRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const std::shared_ptr<const NamedRulebook> active, ReadRulebook(deps.store, ""));
  if (request.digest() != active->digest) return RulebookChanged(request.digest(), active->digest);
  NamedRulebook next;
  ASSIGN_OR_RETURN(next.rulebook, rulebook::ChangeRule(active->rulebook, {.rule = request.rule(),
                                                                          .status = request.status(),
                                                                          .severity = request.severity(),
                                                                          .actor = caller.name,
                                                                          .reason = request.reason()}));
  next.digest = rulebook::DigestOf(next.rulebook);

  v1::SetRuleStatusResponse response;
  response.set_version(next.rulebook.version());
  response.set_digest(next.digest);
  *response.mutable_rule() = RuleOf(next.rulebook, request.rule());
  v1::RulebookChange change;
  change.set_rule(request.rule());
  change.set_status(response.rule().status());
  change.set_severity(response.rule().severity());
  change.set_reason(request.reason());
  Changeset changes =
      PutInForce(std::move(next), active->digest, std::move(change), caller, request.request_id(), deps.clock.Now());
  changes.reply = [response](const v1::EventToken& token) {
    v1::SetRuleStatusResponse reply = response;
    *reply.mutable_token() = token;
    return reply.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<v1::SetRuleStatusResponse> SetRuleStatus(const Deps& deps, const Caller& caller,
                                                        const v1::SetRuleStatusRequest& request) {
  return Once<v1::SetRuleStatusResponse>(deps.store, caller, "SetRuleStatus", request,
                                         [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
