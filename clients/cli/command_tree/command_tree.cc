#include "clients/cli/command_tree/command_tree.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "clients/cli/command_tree/path_value.h"

namespace nianbao::cli {
namespace {

std::string ShownName(const CLI::Option& option) {
  if (!option.get_lnames().empty()) return absl::StrCat("--", option.get_lnames().front());
  if (!option.get_snames().empty()) return absl::StrCat("-", option.get_snames().front());
  return option.get_name();
}

// A set of pointers has another order in each run.
std::vector<std::string> ShownNames(const std::set<CLI::Option*>& options) {
  std::vector<std::string> names;
  for (const CLI::Option* option : options) names.push_back(ShownName(*option));
  std::sort(names.begin(), names.end());
  return names;
}

// The help says "a|b|c", or "TEXT:{a,b,c}" where a validator tells the values.
std::vector<std::string> ChoicesOf(absl::string_view text, absl::string_view type) {
  if (text.find('|') != absl::string_view::npos) return absl::StrSplit(text, '|');
  const size_t begin = type.find('{');
  const size_t end = type.rfind('}');
  if (!text.empty() || begin == absl::string_view::npos || end == absl::string_view::npos) return {};
  return absl::StrSplit(type.substr(begin + 1, end - begin - 1), ',');
}

void TellValue(CLI::Option& option, OptionEntry& entry) {
  if (option.get_items_expected_max() == 0) return;
  const std::string& text = option.get_option_text();
  const std::string type = option.get_type_name();
  const absl::string_view base = absl::string_view(type).substr(0, type.find(':'));
  entry.kind = ValueKind::kText;
  entry.value = text.empty() ? std::string(base) : text;
  entry.choices = ChoicesOf(text, type);
  if (!entry.choices.empty()) {
    entry.kind = ValueKind::kChoice;
    entry.value = absl::StrJoin(entry.choices, "|");
  } else if (IsFolderName(option)) {
    entry.kind = ValueKind::kFolder;
    entry.value = "DIR";
  } else if (IsFileName(option) || type.find(":FILE") != std::string::npos || entry.positional == "FILE") {
    entry.kind = ValueKind::kFile;
    entry.value = text.empty() ? "FILE" : text;
  }
}

OptionEntry EntryOf(CLI::Option& option) {
  OptionEntry entry;
  for (const std::string& name : option.get_snames()) entry.names.push_back(absl::StrCat("-", name));
  for (const std::string& name : option.get_lnames()) entry.names.push_back(absl::StrCat("--", name));
  if (option.get_positional()) entry.positional = option.get_name(/*positional=*/true);
  TellValue(option, entry);
  entry.required = option.get_required();
  entry.repeated = option.get_items_expected_max() > 1;
  entry.description = option.get_description();
  entry.environment = option.get_envname();
  entry.fallback = option.get_default_str();
  entry.needs = ShownNames(option.get_needs());
  entry.excludes = ShownNames(option.get_excludes());
  return entry;
}

// A group of options is a command without a name below the one that has them.
void TellGroup(CLI::App& app, const std::string& path, CommandEntry& entry);

CommandEntry EntryOf(CLI::App& app, const std::string& path) {
  CommandEntry entry;
  entry.path = path;
  entry.description = app.get_description();
  TellGroup(app, path, entry);
  return entry;
}

void TellGroup(CLI::App& app, const std::string& path, CommandEntry& entry) {
  std::vector<std::string> one_of;
  if (app.get_name().empty() && app.get_require_option_max() == 1) {
    for (const CLI::Option* option : app.get_options()) one_of.push_back(ShownName(*option));
  }
  for (CLI::Option* option : app.get_options()) {
    OptionEntry told = EntryOf(*option);
    told.one_of = one_of;
    told.one_needed = !one_of.empty() && app.get_require_option_min() == 1;
    (told.positional.empty() ? entry.options : entry.positionals).push_back(std::move(told));
  }
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_name().empty()) {
      TellGroup(*command, path, entry);
    } else {
      entry.commands.push_back(EntryOf(*command, absl::StrCat(path, " ", command->get_name())));
    }
  }
}

}  // namespace

CommandEntry CommandTree(CLI::App& app) { return EntryOf(app, app.get_name()); }

}  // namespace nianbao::cli
