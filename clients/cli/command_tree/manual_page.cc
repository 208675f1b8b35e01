#include "clients/cli/command_tree/manual_page.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/cli/wrap_text.h"

namespace nianbao::cli {
namespace {

// Between Chinese characters roff breaks no line unless it is told that it may.
std::string RoffText(absl::string_view text) {
  const std::string escaped = absl::StrReplaceAll(text, {{"\\", "\\e"}, {"-", "\\-"}, {"\n", " "}});
  std::string told;
  for (const std::string& piece : LinePieces(escaped)) {
    const bool breaks_itself = told.empty() || absl::EndsWith(told, " ");
    const bool opens = absl::EndsWith(told, "（") || absl::EndsWith(told, "“") || absl::EndsWith(told, "《");
    absl::StrAppend(&told, breaks_itself || opens ? "" : "\\:", piece);
  }
  const bool is_request = absl::StartsWith(told, ".") || absl::StartsWith(told, "'");
  return is_request ? absl::StrCat("\\&", told) : told;
}

std::string RoffBold(absl::string_view text) { return absl::StrCat("\\fB", RoffText(text), "\\fR"); }
std::string RoffItalic(absl::string_view text) { return absl::StrCat("\\fI", RoffText(text), "\\fR"); }

// "-o, --output text|json|cells"
std::string HeadOf(const OptionEntry& option) {
  if (!option.positional.empty()) {
    return absl::StrCat(RoffItalic(option.positional), option.repeated ? " ..." : "");
  }
  std::string head = absl::StrJoin(
      option.names, ", ", [](std::string* out, const std::string& name) { absl::StrAppend(out, RoffBold(name)); });
  if (!option.value.empty()) absl::StrAppend(&head, " ", RoffItalic(option.value), option.repeated ? " ..." : "");
  return head;
}

std::string BodyOf(const OptionEntry& option) {
  std::vector<std::string> notes;
  if (option.required) notes.push_back("必填");
  if (!option.positional.empty() && !option.choices.empty()) {
    notes.push_back(absl::StrJoin(option.choices, "、") + " 之一");
  }
  if (!option.fallback.empty()) notes.push_back("默认 " + option.fallback);
  if (!option.environment.empty()) notes.push_back("环境变量 " + option.environment);
  if (!option.needs.empty()) notes.push_back("须同时写 " + absl::StrJoin(option.needs, "、"));
  if (!option.excludes.empty()) notes.push_back("不能同时写 " + absl::StrJoin(option.excludes, "、"));
  if (!option.one_of.empty()) {
    notes.push_back(absl::StrJoin(option.one_of, "、") + (option.one_needed ? " 必写其一" : " 只能写其一"));
  }
  std::string body = option.description;
  if (!notes.empty()) absl::StrAppend(&body, "（", absl::StrJoin(notes, "；"), "）");
  return RoffText(body);
}

void TellOptions(const std::vector<OptionEntry>& options, bool with_help, std::string& page) {
  for (const OptionEntry& option : options) {
    const bool is_help = !option.names.empty() && option.names.back() == "--help";
    if (is_help && !with_help) continue;
    absl::StrAppend(&page, ".TP\n", HeadOf(option), "\n", BodyOf(option), "\n");
  }
}

std::string SynopsisOf(const CommandEntry& command) {
  std::string synopsis = RoffBold(command.path);
  if (command.options.size() > 1) absl::StrAppend(&synopsis, " [", RoffItalic("选项"), "]");
  for (const OptionEntry& positional : command.positionals) {
    const std::string name = absl::StrCat(RoffItalic(positional.positional), positional.repeated ? " ..." : "");
    absl::StrAppend(&synopsis, " ", positional.required ? name : absl::StrCat("[", name, "]"));
  }
  if (!command.commands.empty()) absl::StrAppend(&synopsis, " ", RoffItalic("命令"));
  return synopsis;
}

void TellCommand(const CommandEntry& command, std::string& page) {
  absl::StrAppend(&page, ".SS ", RoffText(command.path), "\n", SynopsisOf(command), "\n.PP\n",
                  RoffText(command.description), "\n");
  TellOptions(command.positionals, /*with_help=*/false, page);
  TellOptions(command.options, /*with_help=*/false, page);
  for (const CommandEntry& below : command.commands) TellCommand(below, page);
}

// Option by variable.
void FindVariables(const CommandEntry& command, std::map<std::string, std::string>& variables) {
  for (const OptionEntry& option : command.options) {
    if (!option.environment.empty()) variables[option.environment] = option.names.back();
  }
  for (const CommandEntry& below : command.commands) FindVariables(below, variables);
}

}  // namespace

std::string ManualPage(const CommandEntry& program, absl::string_view version) {
  const std::pair<std::string, std::string> said = absl::StrSplit(program.description, absl::MaxSplits("：", 1));
  std::string page =
      absl::StrCat(".TH ", absl::AsciiStrToUpper(program.path), " 1 \"\" \"", program.path, " ", version, "\"\n",
                   ".ad l\n.nh\n",  // Neither stretched nor hyphenated.
                   ".SH 名称\n", program.path, " \\- ", RoffText(said.second), "\n.SH 概要\n", SynopsisOf(program),
                   "\n.SH 通用选项\n", RoffText("写在命令之前或之后均可。各命令都有 --help。"), "\n");
  TellOptions(program.options, /*with_help=*/true, page);
  absl::StrAppend(&page, ".SH 命令\n");
  for (const CommandEntry& command : program.commands) TellCommand(command, page);
  absl::StrAppend(&page, ".SH 退出状态\n", ".TP\n\\fB2\\fR\n", RoffText("输入无法读取，或请求未获受理。"), "\n",
                  ".TP\n\\fB3\\fR\n", RoffText("有未能识别的单元格。"), "\n", ".TP\n\\fB1\\fR\n",
                  RoffText("有错误级的问题。"), "\n", ".TP\n\\fB0\\fR\n", RoffText("没有问题。"), "\n.PP\n",
                  RoffText("几种情形同时出现时，为上面列在最前的一个。"), "\n.SH 环境变量\n");
  std::map<std::string, std::string> variables;
  FindVariables(program, variables);
  for (const auto& [variable, option] : variables) {
    absl::StrAppend(&page, ".TP\n", RoffBold(variable), "\n", RoffText(absl::StrCat("没有写 ", option, " 时代替它。")),
                    "\n");
  }
  return page;
}

}  // namespace nianbao::cli
