#!/usr/bin/env python3
"""manual_test.py PROGRAM PAGE: the manual page says what --help does, in words that man can set."""
import re
import subprocess
import sys
import unittest
from pathlib import Path

from help_tree import help_tree

PROGRAM, PAGE = (str(Path(path).resolve()) for path in sys.argv[1:3])


def plain(line):
    """A line of the page without its escapes."""
    line = re.sub(r"\\f[BIR]", "", line).replace(r"\:", "").replace(r"\&", "")
    return line.replace(r"\-", "-").replace(r"\e", "\\")


def sections(page):
    """By the title of each section and command: its text, without escapes."""
    found = {}
    title = ""
    for line in page.splitlines():
        if heading := re.match(r"\.S[HS] (.*)", line):
            title = plain(heading[1])
            found[title] = ""
        elif title:
            found[title] += plain(line) + "\n"
    return found


def heads(text):
    """What is explained in a section: names of options and positionals."""
    lines = re.findall(r"^\.TP\n(.*)", text, re.M)
    return {name for line in lines for name in re.findall(r"^[A-Z]+|--?[a-z][-a-z]*", line)}


def missing(page, tree):
    """Commands and options of the tree that the page does not explain, as they are typed."""
    told = sections(page)
    lacking = []
    for command in tree.all():
        typed = " ".join(command.path)
        is_program = len(command.path) == 1
        title = "通用选项" if is_program else typed
        if title not in told:
            lacking.append(typed)
            continue
        options = command.options if is_program else [name for name in command.options if name not in ("-h", "--help")]
        lacking += [f"{typed} {name}" for name in options + command.positionals if name not in heads(told[title])]
    return lacking


class ManualTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.page = Path(PAGE).read_text(encoding="utf-8")
        cls.tree = help_tree(PROGRAM)

    def test_explains_every_command_and_option(self):
        self.assertGreater(len(self.tree.all()), 50)
        self.assertEqual(missing(self.page, self.tree), [])

    def test_explains_nothing_that_is_not_there(self):
        commands = {" ".join(command.path): command for command in self.tree.all()}
        for title, text in sections(self.page).items():
            if title.startswith("nianbao"):
                command = commands[title]
                self.assertLessEqual(heads(text), {*command.options, *command.positionals}, title)

    def test_says_what_the_help_says(self):
        command = [PROGRAM, "submit", "--help"]
        help_text = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
        reason = re.search(r"--reason TEXT +(\S+)", help_text)[1]
        self.assertIn(f".TP\n--reason TEXT\n{reason}", sections(self.page)["nianbao submit"])

    def test_misses_what_is_taken_away(self):
        without_option = re.sub(r"\.TP\n\\fB\\-\\-head\\-key.*\n.*\n", "", self.page)
        self.assertEqual(missing(without_option, self.tree), ["nianbao serve --head-key"])
        without_command = re.sub(r"\.SS nianbao store migrate\n", "", self.page)
        self.assertIn("nianbao store migrate", missing(without_command, self.tree))

    def test_man_has_nothing_to_complain_of(self):
        for columns in ("60", "80", "140"):
            man = ["man", "--warnings=all", "-l", PAGE]
            env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": columns}
            shown = subprocess.run(man, capture_output=True, encoding="utf-8", env=env, check=True)
            self.assertEqual(shown.stderr, "")
            self.assertIn("nianbao roster import", shown.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
