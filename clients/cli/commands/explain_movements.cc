#include <fmt/core.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/explain.h"
#include "clients/cli/log_position.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/printed_cell.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::CellChange;
using aggregation::v1::ExplainChangeResponse;
using aggregation::v1::FilingMovement;

absl::StatusOr<ExplainChangeResponse> Movements(const TotalsReader& reader, const std::string& cell,
                                                const submission::v1::EventToken& from) {
  auto request = reader.About<aggregation::v1::ExplainChangeRequest>();
  request.add_cells(cell);
  *request.mutable_from()->add_sources() = from;
  *request.mutable_to()->add_sources() = reader.at();
  request.set_page_size(1000);
  ExplainChangeResponse all;
  do {
    auto page = reader.Ask(&TotalsReader::Service::ExplainChange, request);
    if (!page.ok()) return page.status();
    request.set_page_token(page->next_page_token());
    all.mutable_movements()->MergeFrom(page->movements());
    page->mutable_movements()->Swap(all.mutable_movements());
    all = *std::move(page);
  } while (!request.page_token().empty());
  return all;
}

const char* KindWord(FilingMovement::Kind kind) {
  switch (kind) {
    case FilingMovement::KIND_ACCEPTED:
      return "受理";
    case FilingMovement::KIND_CORRECTED:
      return "更正";
    case FilingMovement::KIND_REVOKED:
      return "撤销";
    case FilingMovement::KIND_MOVED_IN:
      return "划入";
    case FilingMovement::KIND_MOVED_OUT:
      return "划出";
    default:
      return "未变";
  }
}

std::string RevisionWords(const FilingMovement& movement) {
  if (movement.revision_before() == 0) return absl::StrCat("第 ", movement.revision_after(), " 版");
  if (movement.revision_after() == 0) return absl::StrCat("第 ", movement.revision_before(), " 版");
  return absl::StrCat("第 ", movement.revision_before(), " 版 → 第 ", movement.revision_after(), " 版");
}

std::string ChangeWords(const CellChange& change) {
  return absl::StrCat(PrintedFigure(change.cell(), change.before()), " → ",
                      PrintedFigure(change.cell(), change.after()));
}

absl::int128 SizeOf(const FilingMovement& movement) {
  const absl::int128 difference = absl::int128(movement.cells(0).after()) - movement.cells(0).before();
  return difference < 0 ? -difference : difference;
}

// The largest first.
void PrintMovements(const std::string& cell, const ExplainChangeResponse& response) {
  std::vector<FilingMovement> movements(response.movements().begin(), response.movements().end());
  std::stable_sort(movements.begin(), movements.end(),
                   [](const FilingMovement& a, const FilingMovement& b) { return SizeOf(a) > SizeOf(b); });
  for (const FilingMovement& movement : movements) {
    const CellChange& change = movement.cells(0);
    fmt::print("  {}  {:>16}  {:<44}{}（{}）  {}\n", KindWord(movement.kind()),
               PrintedDifference(cell, change.before(), change.after()), movement.title(), movement.filing(),
               RevisionWords(movement), ChangeWords(change));
  }
}

}  // namespace

ExitStatus ShowMovements(const TotalsReader& reader, const std::string& cell, int64_t since) {
  const auto from = PositionInLog(reader.session(), reader.channel(), reader.at(), since);
  if (!from.ok()) return Refuse(from.status());
  const auto response = Movements(reader, cell, *from);
  if (!response.ok()) return Refuse(response.status());
  if (reader.session().output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  if (const absl::Status shown = reader.PrintHeading(); !shown.ok()) return Refuse(shown);
  fmt::print("\n{}：事件日志第 {} 条至第 {} 条之间", PrintedName(cell), since, reader.at().sequence());
  if (response->cells().empty()) {
    fmt::print("合计未变\n");
  } else {
    const CellChange& change = response->cells(0);
    fmt::print("由 {}，{}\n", ChangeWords(change), PrintedDifference(cell, change.before(), change.after()));
  }
  PrintMovements(cell, *response);
  return kClean;
}

}  // namespace nianbao::cli
