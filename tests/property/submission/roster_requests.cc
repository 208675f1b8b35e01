#include "tests/property/submission/roster_requests.h"

#include "absl/strings/str_cat.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::submission {

using directory::v1::RosterAmendment;

namespace {

// A new organ below the other node. The title is another for each figure.
organ::v1::Organ NewOrgan(const std::string& name, int figure) {
  organ::v1::Organ organ = integration::MakeOrgan("x", "other");
  organ.set_name(name);
  organ.set_title(absl::StrCat("机关", figure));
  return organ;
}

organ::v1::Organ BecomingOf(const Call& call, const std::string& name) {
  if (call.gives_whole) return NewOrgan(name, call.figure);
  organ::v1::Organ alone;
  alone.set_name(name);
  return alone;
}

RosterAmendment::Action ActionOf(Amendment amendment) {
  switch (amendment) {
    case Amendment::kAdd:
      return RosterAmendment::ACTION_ADD;
    case Amendment::kRemove:
      return RosterAmendment::ACTION_REMOVE;
    case Amendment::kClose:
      return RosterAmendment::ACTION_CLOSE;
    case Amendment::kOpen:
      return RosterAmendment::ACTION_OPEN;
  }
  return RosterAmendment::ACTION_UNSPECIFIED;
}

}  // namespace

directory::v1::ImportOrgansRequest ImportOf(const Call& call) {
  directory::v1::ImportOrgansRequest request;
  request.set_request_id(call.request_id);
  *request.add_organs() = NewOrgan(call.organ, call.figure);
  return request;
}

directory::v1::ChangeOrganRequest ChangeOf(const Call& call) {
  directory::v1::ChangeOrganRequest request;
  request.set_request_id(call.request_id);
  request.set_effective_day(call.day);
  request.set_reason("试验");
  switch (call.method) {
    case Method::kSetUp:
      *request.mutable_set_up()->mutable_organ() = NewOrgan(call.organ, call.figure);
      break;
    case Method::kRename:
      request.mutable_rename()->set_organ(call.organ);
      request.mutable_rename()->set_title(absl::StrCat("机关", call.figure));
      break;
    case Method::kMove:
      request.mutable_move()->set_organ(call.organ);
      request.mutable_move()->set_parent(call.parent);
      break;
    case Method::kMerge:
      *request.mutable_merge()->mutable_organs() = {call.others.begin(), call.others.end()};
      *request.mutable_merge()->mutable_into() = BecomingOf(call, call.organ);
      break;
    case Method::kSplit:
      request.mutable_split()->set_organ(call.organ);
      for (const std::string& into : call.others) *request.mutable_split()->add_into() = BecomingOf(call, into);
      break;
    case Method::kUpdate: {
      organ::v1::Organ& organ = *request.mutable_update()->mutable_organ();
      organ = NewOrgan(call.organ, call.figure);
      organ.set_parent(call.parent);
      organ.set_title(call.title);
      organ.mutable_contact()->set_phone(absl::StrCat(call.figure));
      break;
    }
    default:
      request.mutable_dissolve()->set_organ(call.organ);
      *request.mutable_dissolve()->mutable_successors() = {call.others.begin(), call.others.end()};
  }
  return request;
}

directory::v1::AmendRosterRequest AmendmentOf(const Call& call) {
  directory::v1::AmendRosterRequest request;
  request.set_request_id(call.request_id);
  request.set_year(call.year);
  request.set_reason(absl::StrCat("试验", call.figure));
  request.add_amendments()->set_action(ActionOf(call.amendment));
  request.mutable_amendments(0)->set_organ(call.organ);
  return request;
}

directory::v1::SetDeadlineRequest DeadlineOf(const Call& call) {
  directory::v1::SetDeadlineRequest request;
  request.set_request_id(call.request_id);
  request.mutable_deadline()->set_node(call.node);
  request.mutable_deadline()->set_year(call.year);
  request.mutable_deadline()->set_scope(form::v1::SCOPE_OWN);
  request.mutable_deadline()->set_day(absl::StrCat(call.year + 1, "-01-", 10 + call.figure % 20));
  request.mutable_deadline()->set_reason("试验");
  return request;
}

}  // namespace nianbao::submission
