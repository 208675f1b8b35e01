#include "tests/unit/libs/proof/sample_link.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/form/cell_vector.h"
#include "libs/proof/link_trees.h"
#include "libs/proof/signed_root.h"
#include "tests/unit/libs/proof/sample_tree.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::proof {

using aggregation::v1::RootLink;
using submission::v1::Event;
using submission::v1::Revision;
using submission::v1::YearLock;

Event SealOfCity(YearLock::Kind to) {
  Event event;
  event.mutable_year_lock()->set_node("organs/city");
  event.mutable_year_lock()->set_year(2024);
  event.mutable_year_lock()->set_to(to);
  return event;
}

Event Became(const std::string& organ, Revision::State to, int year, form::v1::Scope scope) {
  Event event;
  event.mutable_filing()->set_organ(organ);
  event.mutable_filing()->set_year(year);
  event.mutable_filing()->set_scope(scope);
  event.mutable_filing()->set_to(to);
  return event;
}

Event Accepted(const std::string& organ, const std::shared_ptr<const Figures>& figures, int year,
               form::v1::Scope scope) {
  Event event = Became(organ, Revision::STATE_ACCEPTED, year, scope);
  form::CellVector cells;
  for (int i = 0; i < form::CellVector::kSize; ++i) cells.SetNumber(i, (*figures)[static_cast<size_t>(i)]);
  *event.mutable_filing()->mutable_cells() = form::ToProto(cells);
  return event;
}

TwoSeals SampleSeals() {
  TwoSeals seals;
  seals.before = SampleNodes();
  seals.before.push_back({.name = "organs/forest", .above = 0, .own = FiguresOf({{3, 9}})});
  seals.before.back().coverage.set_expected(1);
  seals.before.back().coverage.set_accepted(1);
  seals.before[0].coverage.set_expected(5);
  seals.before[0].coverage.set_accepted(4);

  seals.events = {SealOfCity(YearLock::KIND_UNSPECIFIED),
                  Became("organs/office", Revision::STATE_SUPERSEDED),
                  Accepted("organs/office", FiguresOf({{0, 3}, {7, 1'250'000}})),
                  Accepted("organs/stranger", FiguresOf({{0, 77}})),
                  Accepted("organs/station", FiguresOf({{2, 4}})),
                  Accepted("organs/east", FiguresOf({{1, 900}}), 2023),
                  Became("organs/bureau", Revision::STATE_PUBLISHED),
                  SealOfCity()};

  seals.after = seals.before;
  seals.after[4].own = FiguresOf({{0, 3}, {7, 1'250'000}});
  seals.after[3].own = FiguresOf({{2, 4}});
  for (const size_t node : {3, 1, 0}) {
    seals.after[node].coverage.set_missing(0);
    seals.after[node].coverage.set_accepted(seals.after[node].coverage.expected());
  }
  for (const size_t node : {2, 0}) seals.after[node].coverage.set_published(1);
  return seals;
}

RootLink LinkOf(TwoSeals seals) {
  TreeId id = SampleId(seals.algorithm);
  const SumTree earlier = SumTree::Make(id, std::move(seals.before)).value();
  std::vector<std::string> chained;
  for (Event& event : seals.events) {
    event.set_sequence(id.position.sequence() + 1);
    chained.push_back(digest::CanonicalBytes(event));
    id.position.set_sequence(event.sequence());
    id.position.set_digest(ChainNext(id.position.digest(), chained.back()));
  }
  const SumTree later = SumTree::Make(id, std::move(seals.after)).value();
  const auto reported = [&](absl::string_view organ, form::v1::Scope scope) {
    return seals.show_all || std::any_of(seals.events.begin(), seals.events.end(), [&](const Event& event) {
             return event.filing().organ() == organ && event.filing().year() == 2024 && event.filing().scope() == scope;
           });
  };
  RootLink link = LinkTrees(earlier, later, reported).value();
  *link.mutable_from() = earlier.Root();
  *link.mutable_to() = later.Root();
  for (const std::string& event : chained) link.add_events(event);
  const auto key = signature::Sm2Key::ReadPrivate(signature::kPrivate).value();
  for (auto* const root : {link.mutable_from(), link.mutable_to()}) {
    if (!Sign(key, *root).ok()) throw std::runtime_error("the key of the tests does not sign");
  }
  return link;
}

}  // namespace nianbao::proof
