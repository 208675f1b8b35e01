#!/usr/bin/env python3
"""completion_test.py PROGRAM SCRIPT: what bash offers when somebody types a command."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from help_tree import help_tree

PROGRAM, SCRIPT = (str(Path(path).resolve()) for path in sys.argv[1:3])

# For each line of standard input: its words, the last one unfinished, then what is offered; an empty line ends it.
ASK = """
source "$1"
# As the completion that is registered for the program.
function=$(complete -p nianbao); function=${function#*-F }; function=${function%% *}
while IFS=$'\\t' read -r -a COMP_WORDS; do
  for i in "${!COMP_WORDS[@]}"; do COMP_WORDS[i]=${COMP_WORDS[i]#_}; done
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=()
  "$function"
  ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
  echo
done
"""


def offered(*lines, folder=None, script=SCRIPT):
    """For each list of words, as bash splits them, the set of what is offered in place of the last."""
    # A word may be empty, which tabs alone would not show.
    typed = "".join("\t".join(f"_{word}" for word in words) + "\n" for words in lines)
    bash = ["bash", "--norc", "-u", "-c", ASK, "bash", script]
    said = subprocess.run(bash, input=typed, capture_output=True, encoding="utf-8", cwd=folder, check=True)
    if said.stderr:
        raise AssertionError(said.stderr)
    answers = [set()]
    for line in said.stdout.splitlines():
        if line:
            answers[-1].add(line)
        else:
            answers.append(set())
    return answers[:-1]


class CompletionTest(unittest.TestCase):
    maxDiff = None

    def offers(self, *words, folder=None):
        return offered(words, folder=folder)[0]

    def test_offers_every_command_and_option_of_the_help(self):
        program = help_tree(PROGRAM)
        self.assertGreater(len(program.all()), 50)
        commands = program.all()
        below = offered(*[(*command.path, "") for command in commands if command.commands])
        told = [{one.path[-1] for one in command.commands} for command in commands if command.commands]
        self.assertEqual(below, told)

        # Those of the commands above go with it too.
        by_path = {command.path: command for command in commands}
        options = offered(*[(*command.path, "-") for command in commands])
        for command, found in zip(commands, options, strict=True):
            above = [by_path[command.path[:length]] for length in range(1, len(command.path) + 1)]
            self.assertEqual(found, {name for one in above for name in one.options}, command.path)

    def test_offers_what_begins_as_typed(self):
        self.assertEqual(self.offers("nianbao", "ro"), {"roster"})
        self.assertEqual(self.offers("nianbao", "roster", "im"), {"import"})
        self.assertEqual(self.offers("nianbao", "submit", "--all"), {"--all-or-nothing"})
        self.assertEqual(self.offers("nianbao", "submit", "x.txt", "--ou"), {"--output"})

    def test_offers_values(self):
        self.assertEqual(self.offers("nianbao", "--output", ""), {"text", "json", "cells"})
        self.assertEqual(self.offers("nianbao", "rules", "set", "r", "--status", ""), {"on", "off"})
        self.assertEqual(self.offers("nianbao", "render", "--to", "x"), {"xlsx"})
        self.assertEqual(self.offers("nianbao", "form", "--edition", ""), {"2021", "2019"})
        self.assertEqual(self.offers("nianbao", "form", "--output", "j"), {"json"})
        self.assertEqual(self.offers("nianbao", "completion", ""), {"bash"})
        self.assertIn("审核", self.offers("nianbao", "grant", "add", "somebody", "--role", ""))

    def test_offers_values_behind_an_equals_sign(self):
        self.assertEqual(self.offers("nianbao", "--output", "="), {"text", "json", "cells"})
        self.assertEqual(self.offers("nianbao", "--output", "=", "c"), {"cells"})
        self.assertEqual(self.offers("nianbao", "--output", "=", "json", "ye"), {"year", "yearbook"})

    def test_takes_values_for_what_they_are(self):
        self.assertEqual(self.offers("nianbao", "--as", "roster", "ye"), {"year", "yearbook"})
        self.assertEqual(self.offers("nianbao", "--server", "127.0.0.1", ":", "7130", "ye"), {"year", "yearbook"})
        self.assertEqual(self.offers("nianbao", "submit", "--reason", ""), set())
        self.assertEqual(self.offers("nianbao", "submit", "--", "-"), set())

    def test_offers_files_and_folders_where_they_are_asked_for(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "report one.txt").touch()
            (Path(folder) / "reports").mkdir()
            both = {"report one.txt", "reports"}
            for words in (
                ["submit", "re"],
                ["submit", "report one.txt", "re"],
                ["--authorities", "re"],
                ["serve", "--head-key", "re"],
                ["render", "-o", "re"],
                ["validate", "x", "--prior", "re"],
            ):
                self.assertEqual(self.offers("nianbao", *words, folder=folder), both, words)
            self.assertEqual(self.offers("nianbao", "serve", "--data", "re", folder=folder), {"reports"})
            self.assertEqual(self.offers("nianbao", "aggregate", "re", folder=folder), set())
            self.assertEqual(self.offers("nianbao", "roster", "import", "x.csv", "re", folder=folder), set())

    def test_is_as_the_program_prints_it(self):
        command = [PROGRAM, "completion", "bash"]
        printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
        self.assertEqual(Path(SCRIPT).read_text(encoding="utf-8"), printed)

    def test_needs_the_whole_script(self):
        whole = Path(SCRIPT).read_text(encoding="utf-8")
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as broken:
            broken.write(whole.replace("--all-or-nothing", "--all"))
            broken.flush()
            self.assertNotIn("--all-or-nothing", offered(("nianbao", "submit", "-"), script=broken.name)[0])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
