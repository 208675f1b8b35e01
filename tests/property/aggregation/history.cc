#include "tests/property/aggregation/history.h"

#include <iterator>

#include "libs/form/catalogue.h"

namespace nianbao::testing {

using submission::v1::Revision;

void History::Happen() {
  const int kind = organs_.empty() ? 0 : Pick(20);
  if (kind <= 1 && organs_.size() < 14) return AddOrgan();
  if (kind <= 3) return MoveOrgan();
  if (kind == 4) return ChangeDuty();
  GoOnFiling();
}

std::vector<std::string> History::organs() const {
  std::vector<std::string> ids;
  for (const auto& [id, facts] : organs_) ids.push_back(id);
  return ids;
}

std::map<std::string, int64_t> History::OwnFigures(const std::string& id, int year) const {
  std::map<std::string, int64_t> cells;
  const auto found = filings_.find({id, year});
  if (found == filings_.end() || !found->second.accepted) return cells;
  for (const auto& [code, value] : *found->second.accepted) {
    if (value != 0) cells[code] = value;
  }
  return cells;
}

std::vector<std::string> History::Subtree(const std::string& node) const {
  std::vector<std::string> ids;
  for (const auto& [id, facts] : organs_) {
    if (IsAtOrBelow(id, node)) ids.push_back(id);
  }
  return ids;
}

std::map<std::string, std::pair<std::string, bool>> History::Shape(const std::string& node) const {
  std::map<std::string, std::pair<std::string, bool>> shape;
  for (const std::string& id : Subtree(node)) {
    const OrganFacts& facts = organs_.at(id);
    shape[id] = {id == node ? "" : facts.parent, facts.owes};
  }
  return shape;
}

History::SealedNode History::Seal() {
  const SealedNode sealed = {.id = PickOrgan(), .year = kFirstYear + Pick(kLastYear - kFirstYear + 1)};
  Seal(sealed);
  return sealed;
}

void History::Seal(const SealedNode& node) { log_.Seal(node.id, node.year); }

History::SealedNode History::Unseal() {
  const SealedNode opened = {.id = PickOrgan(), .year = kFirstYear + Pick(kLastYear - kFirstYear + 1)};
  log_.Unseal(opened.id, opened.year);
  return opened;
}

std::string History::PickOrgan() { return std::next(organs_.begin(), Pick(static_cast<int>(organs_.size())))->first; }

bool History::IsAtOrBelow(std::string id, const std::string& node) const {
  while (!id.empty() && id != node) id = organs_.at(id).parent;
  return id == node;
}

NaiveTotal History::Total(const std::string& id, int year) const {
  NaiveTotal total;
  for (const auto& [organ, facts] : organs_) {
    if (!IsAtOrBelow(organ, id)) continue;
    const auto found = filings_.find({organ, year});
    const FilingFacts filing = found == filings_.end() ? FilingFacts{} : found->second;
    if (facts.owes || filing.accepted) ++total.expected;
    if (filing.accepted) {
      ++total.accepted;
      if (filing.published) ++total.published;
      for (const auto& [code, value] : *filing.accepted) total.cells[code] += value;
    } else if (facts.owes && filing.open == "submitted") {
      ++total.submitted;
    } else if (facts.owes && filing.open == "returned") {
      ++total.returned;
    }
  }
  for (auto cell = total.cells.begin(); cell != total.cells.end();) {
    cell = cell->second == 0 ? total.cells.erase(cell) : std::next(cell);
  }
  return total;
}

std::vector<int64_t> History::Numbers(const std::string& id, int year, const std::string& cell) const {
  std::vector<int64_t> numbers;
  for (const auto& [key, filing] : filings_) {
    if (key.second != year || !filing.accepted || !IsAtOrBelow(key.first, id)) continue;
    if (const auto found = filing.accepted->find(cell); found != filing.accepted->end()) {
      numbers.push_back(found->second);
    }
  }
  return numbers;
}

Figures History::RandomFigures() {
  Figures figures;
  const auto cells = form::Catalogue::Get().cells();
  const int count = Pick(10) == 0 ? 200 : Pick(6);
  for (int i = 0; i < count; ++i) {
    const int64_t size = Pick(8) == 0 ? int64_t{1} << 52 : 100;
    figures[cells[Pick(200)].code] = static_cast<int64_t>(random_() % static_cast<uint64_t>(size));
  }
  return figures;
}

void History::WriteOrgan(const std::string& id) {
  const OrganFacts& facts = organs_.at(id);
  const auto owing = Pick(2) == 0 ? organ::v1::SCOPE_DUTY_OWN : organ::v1::SCOPE_DUTY_BOTH;
  log_.Organ(id, facts.parent, facts.owes ? owing : organ::v1::SCOPE_DUTY_ROLL_UP);
}

void History::AddOrgan() {
  const std::string parent = organs_.empty() || Pick(6) == 0 ? "" : PickOrgan();
  const std::string id = "o" + std::to_string(organs_.size());
  organs_[id] = {.parent = parent, .owes = Pick(4) != 0};
  WriteOrgan(id);
}

void History::MoveOrgan() {
  const std::string id = PickOrgan();
  const std::string parent = Pick(5) == 0 ? "" : PickOrgan();
  if (!parent.empty() && IsAtOrBelow(parent, id)) return;
  organs_[id].parent = parent;
  WriteOrgan(id);
}

void History::ChangeDuty() {
  const std::string id = PickOrgan();
  organs_[id].owes = !organs_[id].owes;
  WriteOrgan(id);
}

void History::GoOnFiling() {
  const std::string id = PickOrgan();
  const int year = kFirstYear + Pick(kLastYear - kFirstYear + 1);
  if (Pick(15) == 0) {
    log_.Accept(id, year, 1, RandomFigures(), form::v1::SCOPE_ROLL_UP);
    return;
  }
  FilingFacts& filing = filings_[{id, year}];
  if (filing.accepted && Pick(3) == 0) return GoOnAfterAcceptance(id, year, filing);
  const auto become = [&](const std::string& open, Revision::State state) {
    filing.open = open;
    log_.Filing(id, year, filing.revision, state);
  };
  if (filing.open.empty()) {
    ++filing.revision;
    return become("draft", Revision::STATE_DRAFT);
  }
  if (filing.open == "draft") return become("submitted", Revision::STATE_SUBMITTED);
  if (filing.open == "returned") return become("submitted", Revision::STATE_SUBMITTED);
  switch (Pick(4)) {
    case 0:
      return become("returned", Revision::STATE_RETURNED);
    case 1:
      return become("", Revision::STATE_WITHDRAWN);
    default:
      return AcceptFiling(id, year, filing);
  }
}

void History::AcceptFiling(const std::string& id, int year, FilingFacts& filing) {
  if (filing.effective > 0) log_.Filing(id, year, filing.effective, Revision::STATE_SUPERSEDED);
  filing.effective = filing.revision;
  filing.open.clear();
  filing.accepted = RandomFigures();
  filing.published = false;
  log_.Accept(id, year, filing.revision, *filing.accepted);
}

void History::GoOnAfterAcceptance(const std::string& id, int year, FilingFacts& filing) {
  filing.published = Pick(2) == 0;
  log_.Filing(id, year, filing.effective, filing.published ? Revision::STATE_PUBLISHED : Revision::STATE_REVOKED);
  if (filing.published) return;
  filing.accepted.reset();
  filing.effective = 0;
}

}  // namespace nianbao::testing
