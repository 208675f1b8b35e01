#include <fmt/core.h>

#include "clients/cli/commands/aggregate.h"
#include "clients/cli/print_aggregate.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/printed_cell.h"

namespace nianbao::cli {

ExitStatus ShowRollUp(const TotalsReader& reader) {
  const auto response =
      reader.Ask(&TotalsReader::Service::CompareRollUp, reader.About<aggregation::v1::CompareRollUpRequest>());
  if (!response.ok()) return Refuse(response.status());
  if (reader.session().output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  fmt::print("{}\n\n", HeadingWords(response->computed()));
  fmt::print("汇总年报 {} 第 {} 版（{}）", response->filing(), response->revision(),
             response->published() ? "已公开" : "未公开");
  if (response->differences().empty()) {
    fmt::print("与逐级汇总数逐格一致\n");
    return kClean;
  }
  fmt::print("与逐级汇总数有 {} 格不一致\n", response->differences_size());
  fmt::print("{:>16}{:>16}{:>16}  单元格\n", "汇总年报", "逐级汇总", "汇总年报多出");
  for (const auto& difference : response->differences()) {
    const std::string& cell = difference.cell();
    fmt::print("{:>16}{:>16}{:>16}  {}\n", PrintedFigure(cell, difference.filed()),
               PrintedFigure(cell, difference.computed()),
               PrintedDifference(cell, difference.computed(), difference.filed()), PrintedName(cell));
  }
  return kClean;
}

}  // namespace nianbao::cli
