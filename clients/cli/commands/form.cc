#include <fmt/core.h>
#include <google/protobuf/struct.pb.h>

#include <memory>
#include <string>

#include "clients/cli/commands/commands.h"
#include "clients/cli/print_json.h"
#include "libs/form/catalogue.h"

namespace nianbao::cli {
namespace {

using form::Catalogue;
using form::Cell;

void PrintFormJson(const Catalogue& catalogue) {
  google::protobuf::ListValue list;
  for (const Cell& cell : catalogue.cells()) {
    auto& fields = *list.add_values()->mutable_struct_value()->mutable_fields();
    fields["cell"].set_string_value(cell.code);
    fields["index"].set_number_value(cell.index);
    fields["section"].set_number_value(cell.section);
    fields["printedName"].set_string_value(cell.printed_name());
    fields["kind"].set_string_value(std::string(form::NameOf(cell.kind)));
    fields["unit"].set_string_value(form::v1::Unit_Name(cell.unit));
    fields["scale"].set_number_value(cell.scale);
    fields["article"].set_string_value(cell.article);
    if (!cell.same_as.empty()) fields["sameAs"].set_string_value(cell.same_as);
  }
  PrintJson(list);
}

void PrintFormText(const Catalogue& catalogue) {
  for (const Cell& cell : catalogue.cells()) {
    fmt::print("{:>3}  {:<70} {}\n", cell.index + 1, cell.code, cell.printed_name());
  }
}

void PrintCodes(const Catalogue& catalogue) {
  for (const Cell& cell : catalogue.cells()) fmt::print("{}\n", cell.code);
}

}  // namespace

void AddForm(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("form", "列出表格的单元格：代码与印刷名称（无需服务器）");
  auto edition = std::make_shared<int>(2021);
  command->add_option("--edition", *edition, "格式：2021（200 格）或 2019（198 格，用于 2019、2020 年度）")
      ->check(CLI::IsMember({2021, 2019}));
  command->callback([=, &session] {
    const Catalogue& catalogue = *edition == 2019 ? Catalogue::Edition2019() : Catalogue::Get();
    if (session.output == Output::kJson) {
      PrintFormJson(catalogue);
    } else if (session.output == Output::kCells) {
      PrintCodes(catalogue);
    } else {
      PrintFormText(catalogue);
    }
    *exit = kClean;
  });
}

}  // namespace nianbao::cli
