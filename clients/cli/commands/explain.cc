#include "clients/cli/commands/explain.h"

#include <memory>
#include <optional>

#include "clients/cli/commands/commands.h"
#include "clients/cli/print_error.h"

namespace nianbao::cli {
namespace {

struct ExplainOptions {
  Selection selection;
  std::string cell;
  int limit = 20;
  std::optional<int64_t> since;
};

ExitStatus Explain(const Session& session, const ExplainOptions& options) {
  const auto reader = TotalsReader::Open(session, options.selection);
  if (!reader.ok()) return Refuse(reader.status());
  return options.since.has_value() ? ShowMovements(*reader, options.cell, *options.since)
                                   : ShowShares(*reader, options.cell, options.limit);
}

}  // namespace

void AddExplain(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("explain", "说明一个汇总数从哪里来：由哪些报告合成，或被哪些报告改变");
  auto options = std::make_shared<ExplainOptions>();
  command->add_option("NODE", options->selection.node, "节点")->required();
  command->add_option("CELL", options->cell, "单元格代码，例如 requests.received.total（nianbao form 列出全部）")
      ->required();
  command->add_option("--year", options->selection.year, "报告年度")->required();
  AddTreeOptions(*command, options->selection);
  command->add_option("--as-of", options->selection.as_of, "事件日志到第几条为止时的汇总数");
  auto* limit = command->add_option("--limit", options->limit, "最多列出几份报告，0 为全部")
                    ->check(CLI::NonNegativeNumber)
                    ->capture_default_str();
  command->add_option("--since", options->since, "改为说明事件日志第几条以后是哪些报告改变了它")->excludes(limit);
  command->callback([=, &session] { *exit = Explain(session, *options); });
}

}  // namespace nianbao::cli
