#include <fmt/core.h>
#include <google/protobuf/struct.pb.h>

#include "clients/cli/commands/commands.h"
#include "clients/cli/print_json.h"
#include "libs/form/catalogue.h"

namespace nianbao::cli {
namespace {

using form::Catalogue;
using form::Cell;

void PrintFormJson() {
  google::protobuf::ListValue list;
  for (const Cell& cell : Catalogue::Get().cells()) {
    auto& fields = *list.add_values()->mutable_struct_value()->mutable_fields();
    fields["cell"].set_string_value(cell.code);
    fields["index"].set_number_value(cell.index);
    fields["section"].set_number_value(cell.section);
    fields["printedName"].set_string_value(cell.printed_name());
    fields["unit"].set_string_value(form::v1::Unit_Name(cell.unit));
    fields["scale"].set_number_value(cell.scale);
    fields["article"].set_string_value(cell.article);
  }
  PrintJson(list);
}

void PrintFormText() {
  for (const Cell& cell : Catalogue::Get().cells()) {
    fmt::print("{:>3}  {:<70} {}\n", cell.index + 1, cell.code, cell.printed_name());
  }
}

void PrintCodes() {
  for (const Cell& cell : Catalogue::Get().cells()) fmt::print("{}\n", cell.code);
}

}  // namespace

void AddForm(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("form", "列出表格的 200 个单元格：代码与印刷名称（无需服务器）");
  command->callback([=, &session] {
    if (session.output == Output::kJson) {
      PrintFormJson();
    } else if (session.output == Output::kCells) {
      PrintCodes();
    } else {
      PrintFormText();
    }
    *exit = kClean;
  });
}

}  // namespace nianbao::cli
