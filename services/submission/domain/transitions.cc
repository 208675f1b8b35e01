#include "services/submission/domain/transitions.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

using v1::Revision;

struct Transition {
  Action action;
  Revision::State from;
  Revision::State to;
};

constexpr Transition kTransitions[] = {
    {Action::kSave, Revision::STATE_UNSPECIFIED, Revision::STATE_DRAFT},
    {Action::kSave, Revision::STATE_DRAFT, Revision::STATE_DRAFT},
    {Action::kSave, Revision::STATE_RETURNED, Revision::STATE_DRAFT},
    {Action::kExplain, Revision::STATE_DRAFT, Revision::STATE_DRAFT},
    {Action::kExplain, Revision::STATE_RETURNED, Revision::STATE_RETURNED},
    {Action::kSubmit, Revision::STATE_UNSPECIFIED, Revision::STATE_SUBMITTED},
    {Action::kSubmit, Revision::STATE_DRAFT, Revision::STATE_SUBMITTED},
    {Action::kSubmit, Revision::STATE_RETURNED, Revision::STATE_SUBMITTED},
    {Action::kWithdraw, Revision::STATE_DRAFT, Revision::STATE_WITHDRAWN},
    {Action::kWithdraw, Revision::STATE_SUBMITTED, Revision::STATE_WITHDRAWN},
    {Action::kWithdraw, Revision::STATE_RETURNED, Revision::STATE_WITHDRAWN},
    {Action::kReturn, Revision::STATE_SUBMITTED, Revision::STATE_RETURNED},
    {Action::kAccept, Revision::STATE_SUBMITTED, Revision::STATE_ACCEPTED},
    {Action::kSupersede, Revision::STATE_ACCEPTED, Revision::STATE_SUPERSEDED},
    {Action::kSupersede, Revision::STATE_PUBLISHED, Revision::STATE_SUPERSEDED},
    {Action::kPublish, Revision::STATE_ACCEPTED, Revision::STATE_PUBLISHED},
    {Action::kPublish, Revision::STATE_PUBLISHED, Revision::STATE_PUBLISHED},
    {Action::kRevoke, Revision::STATE_ACCEPTED, Revision::STATE_REVOKED},
    {Action::kRevoke, Revision::STATE_PUBLISHED, Revision::STATE_REVOKED},
    {Action::kBackload, Revision::STATE_UNSPECIFIED, Revision::STATE_ACCEPTED},
};

struct ActionWords {
  absl::string_view english;
  absl::string_view chinese;
  // What the person can do instead.
  absl::string_view advice;
};

ActionWords WordsOf(Action action) {
  switch (action) {
    case Action::kSave:
      return {"save", "保存", "年报正在审核时不能修改；如需修改，请先撤回，或请主管部门退回。"};
    case Action::kExplain:
      return {"explain", "补充情况说明",
              "只有草稿和已退回的年报可以补充情况说明；正在审核的，请先撤回，或请主管部门退回。"};
    case Action::kSubmit:
      return {"submit", "报送", "请先查看年报状态：正在审核的不必重复报送，没有草稿的请随报送附上年报。"};
    case Action::kWithdraw:
      return {"withdraw", "撤回", "只有受理之前的年报可以撤回；已受理的如需更改，请另行报送更正。"};
    case Action::kReturn:
      return {"return", "退回", "只有已报送、等待审核的年报可以退回。"};
    case Action::kAccept:
      return {"accept", "受理", "只有已报送、等待审核的年报可以受理。"};
    case Action::kSupersede:
      return {"supersede", "更正", "只有已受理的年报可以更正。"};
    case Action::kBackload:
      return {"backload", "补录", "有正在办理的版本时不能补录，请先撤回或办结。"};
    case Action::kPublish:
      return {"publish", "登记公开", "年报受理之后才能登记公开网址。"};
    case Action::kRevoke:
      return {"revoke", "撤销", "只有已受理的年报可以撤销；尚未受理的，请退回，或由填报人撤回。"};
  }
  return {};
}

absl::string_view ChineseOf(Revision::State state, Action action) {
  switch (state) {
    case Revision::STATE_DRAFT:
      return "处于“草稿”状态";
    case Revision::STATE_SUBMITTED:
      return "处于“已报送”状态";
    case Revision::STATE_RETURNED:
      return "处于“已退回”状态";
    case Revision::STATE_ACCEPTED:
      return "处于“已受理”状态";
    case Revision::STATE_WITHDRAWN:
      return "处于“已撤回”状态";
    case Revision::STATE_SUPERSEDED:
      return "处于“已更正”状态";
    case Revision::STATE_PUBLISHED:
      return "处于“已公开”状态";
    case Revision::STATE_REVOKED:
      return "处于“已撤销”状态";
    default:
      return ConcernsEffective(action) ? "没有已受理的版本" : "没有正在办理的版本";
  }
}

}  // namespace

bool ConcernsEffective(Action action) {
  return action == Action::kSupersede || action == Action::kPublish || action == Action::kRevoke;
}

absl::StatusOr<Revision::State> NextState(Action action, Revision::State from, absl::string_view filing) {
  for (const Transition& transition : kTransitions) {
    if (transition.action == action && transition.from == from) return transition.to;
  }
  const ActionWords words = WordsOf(action);
  const std::string state = from == Revision::STATE_UNSPECIFIED ? "NONE" : Revision::State_Name(from);
  return status::Error(absl::StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED",
                       absl::StrCat("filing: got an ", ConcernsEffective(action) ? "effective" : "open",
                                    " revision in ", state, ", want one that allows ", words.english))
      .Meta("filing", filing)
      .Meta("state", state)
      .Precondition("STATE", filing, absl::StrCat(state, " does not allow ", words.english))
      .Chinese(
          absl::StrCat("年报 ", filing, " ", ChineseOf(from, action), "，不能", words.chinese, "。", words.advice));
}

}  // namespace nianbao::submission
