#include "clients/cli/command_tree/bash_completion.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace nianbao::cli {
namespace {

// What stands below is the same for every tree. PROGRAM is the program's name.
constexpr char kWalk[] = R"(# COMMAND OPTION: sets takes as above, also for options of the commands above it.
_PROGRAM_option() {
  local command=$1
  _PROGRAM_takes "$command" "$2"
  while [[ -z $takes && $command == *' '* ]]; do
    command=${command% *}
    _PROGRAM_takes "$command" "$2"
  done
}

# COMMAND NUMBER: the same for the positional of that number, from 1; the last may take all further ones.
_PROGRAM_positional() {
  local number=$2
  _PROGRAM_takes "$1" "$number"
  while [[ -z $takes && $number -gt 0 ]]; do
    _PROGRAM_takes "$1" "$number+"
    ((number -= 1))
  done
}

_PROGRAM() {
  local word=${COMP_WORDS[COMP_CWORD]} command='PROGRAM' number=1 option='' ended=''
  local i commands options takes offered=''
  COMPREPLY=()
  _PROGRAM_command "$command"
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      # bash splits --option=value and HOST:PORT.
      '=') [[ -n $option ]] || ((i += 1)) ;;
      ':') ((i += 1)) ;;
      --)  ended=1 ;;
      *)
        if [[ -n $option ]]; then
          option=''
        elif [[ ${COMP_WORDS[i]} == -* && -z $ended ]]; then
          _PROGRAM_option "$command" "${COMP_WORDS[i]}"
          [[ -z $takes || $takes == flag ]] || option=${COMP_WORDS[i]}
        elif [[ " $commands " == *" ${COMP_WORDS[i]} "* ]]; then
          command+=" ${COMP_WORDS[i]}"
          _PROGRAM_command "$command"
        else
          ((number += 1))
        fi
        ;;
    esac
  done
  [[ $word != '=' ]] || word=''

  if [[ -n $option ]]; then
    _PROGRAM_option "$command" "$option"
  elif [[ $word == -* && -z $ended ]]; then
    takes=of
    while :; do
      offered+=" $options"
      [[ $command == *' '* ]] || break
      command=${command% *}
      _PROGRAM_command "$command"
    done
  elif [[ -n $commands ]]; then
    takes=of
    offered=$commands
  else
    _PROGRAM_positional "$command" "$number"
  fi
  case $takes in
    of*)    mapfile -t COMPREPLY < <(compgen -W "$offered ${takes#of}" -- "$word") ;;
    file)   mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
    folder) mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
  esac
  # Only while a key is answered.
  [[ $takes != file && $takes != folder ]] || compopt -o filenames 2>/dev/null
}

complete -F _PROGRAM 'PROGRAM'
)";

std::string ShellQuoted(absl::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

std::string TakesOf(const OptionEntry& entry) {
  switch (entry.kind) {
    case ValueKind::kNone:
      return "flag";
    case ValueKind::kText:
      return "text";
    case ValueKind::kChoice:
      return absl::StrCat("of ", absl::StrJoin(entry.choices, " "));
    case ValueKind::kFile:
      return "file";
    case ValueKind::kFolder:
      return "folder";
  }
  return "text";
}

void TellParts(const CommandEntry& command, std::string& script) {
  std::vector<absl::string_view> commands;
  for (const CommandEntry& below : command.commands) {
    commands.push_back(absl::string_view(below.path).substr(command.path.size() + 1));
  }
  std::vector<std::string> options;
  for (const OptionEntry& option : command.options) {
    options.insert(options.end(), option.names.begin(), option.names.end());
  }
  absl::StrAppend(&script, "    ", ShellQuoted(command.path),
                  ")\n      commands=", ShellQuoted(absl::StrJoin(commands, " ")),
                  "\n      options=", ShellQuoted(absl::StrJoin(options, " ")), "\n      ;;\n");
  for (const CommandEntry& below : command.commands) TellParts(below, script);
}

void TellTakes(const CommandEntry& command, std::string& script) {
  const auto tell = [&](absl::string_view what, const OptionEntry& entry) {
    absl::StrAppend(&script, "    ", ShellQuoted(absl::StrCat(command.path, " ", what)),
                    ") takes=", ShellQuoted(TakesOf(entry)), " ;;\n");
  };
  for (const OptionEntry& option : command.options) {
    for (const std::string& name : option.names) tell(name, option);
  }
  for (size_t i = 0; i < command.positionals.size(); ++i) {
    tell(absl::StrCat(i + 1, command.positionals[i].repeated ? "+" : ""), command.positionals[i]);
  }
  for (const CommandEntry& below : command.commands) TellTakes(below, script);
}

}  // namespace

std::string BashCompletion(const CommandEntry& program) {
  std::string script =
      "# Completion of PROGRAM in bash.\n\n"
      "# COMMAND: sets commands, those below it, and options, its own.\n"
      "_PROGRAM_command() {\n  commands='' options=''\n  case $1 in\n";
  TellParts(program, script);
  absl::StrAppend(
      &script,
      "  esac\n}\n\n"
      "# COMMAND OPTION|NUMBER: sets takes: flag, text, file, folder, or \"of\" and the values; empty for an option "
      "that\n"
      "# the command itself does not have. NUMBER is that of a positional, with + when it takes all further ones.\n"
      "_PROGRAM_takes() {\n  takes=''\n  case \"$1 $2\" in\n");
  TellTakes(program, script);
  absl::StrAppend(&script, "  esac\n}\n\n", kWalk);
  return absl::StrReplaceAll(script, {{"PROGRAM", program.path}});
}

}  // namespace nianbao::cli
