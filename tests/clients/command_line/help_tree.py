"""The program's commands and options, as --help tells them."""
import re
import subprocess
from dataclasses import dataclass, field


@dataclass
class Command:
    # Such as ("nianbao", "roster", "import").
    path: tuple
    # Names of its options, such as "-o" and "--year".
    options: list = field(default_factory=list)
    # Of positionals.
    positionals: list = field(default_factory=list)
    commands: list = field(default_factory=list)

    def all(self):
        """Itself and all commands below it."""
        return [self] + [command for below in self.commands for command in below.all()]


def help_tree(program, path=("nianbao",)):
    """The Command of `path` with all below it, asked of the program of this file name."""
    said = subprocess.run([program, *path[1:], "--help"], capture_output=True, encoding="utf-8", check=True).stdout
    command = Command(path)
    section = ""
    for line in said.splitlines():
        if title := re.match(r" *(Options|Positionals|Subcommands):$", line):
            section = title[1]
        elif section == "Options" and (names := re.match(r" {2,4}(-\S+)", line)):
            command.options += names[1].split(",")
        elif section == "Positionals" and (name := re.match(r"  (\S+)", line)):
            command.positionals.append(name[1])
        elif section == "Subcommands" and (name := re.match(r"  (\S+)", line)):
            command.commands.append(help_tree(program, (*path, name[1])))
    return command
