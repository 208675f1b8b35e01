#!/usr/bin/python3
"""A newcomer's walk: types what docs/first_day.md says, as it stands, and holds what comes against what it shows.
`first_day_test.py BUILD`."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
GUIDE = ROOT / "docs/first_day.md"
# The guide's build/cluster may be in use.
FOLDER = BUILD / "tests/first_day"
PROMPT = "$ "
END = "\x1e"


def blocks_of(text, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def steps_of(block):
    """(command, lines that it shows) in order."""
    steps = []
    for line in block.splitlines():
        if line.startswith(PROMPT):
            steps.append((line.removeprefix(PROMPT), []))
        else:
            steps[-1][1].append(line)
    return steps


def pattern_of(shown):
    """… stands for anything in a line, and for any lines when it is alone."""
    lines = [r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n" for line in shown]
    return re.compile("".join(lines))


class Terminal:
    """One shell, in which each command finds what those before it left."""

    def __init__(self, environment):
        self._shell = subprocess.Popen(["bash"], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT, text=True, encoding="utf-8")

    def type(self, command):
        """(status, what it printed)."""
        self._shell.stdin.write(f"{command}\nprintf '{END}%s\\n' $?\n")
        self._shell.stdin.flush()
        printed = ""
        for line in self._shell.stdout:
            text, end, status = line.partition(END)
            printed += text
            if end:
                return int(status), printed
        return self._shell.wait(), printed

    def close(self):
        self._shell.stdin.close()
        self._shell.wait()
        self._shell.stdout.close()


class FirstDay(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.text = GUIDE.read_text(encoding="utf-8")
        self.assertEqual(blocks_of(self.text, "sh"), ["make cluster\n"])
        shutil.rmtree(FOLDER, ignore_errors=True)
        self.environment = {**os.environ, "NIANBAO_CLUSTER": str(FOLDER)}
        # What `make cluster` calls once everything is built.
        self.first_terminal = subprocess.Popen([ROOT / "scripts/cluster", "--build", BUILD], cwd=ROOT, env=self.environment,
                                               stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.addCleanup(self.first_terminal.stdout.close)
        self.addCleanup(self.first_terminal.wait)
        self.addCleanup(self.first_terminal.send_signal, signal.SIGINT)
        printed = ""
        for line in self.first_terminal.stdout:
            printed += line
            if "Ctrl-C" in line:
                return
        self.fail(printed)

    def test_the_guide_as_it_stands(self):
        terminal = Terminal(self.environment)
        self.addCleanup(terminal.close)
        typed = 0
        for block in blocks_of(self.text, "console"):
            for command, shown in steps_of(block):
                local = command.replace("build/cluster", str(FOLDER)).replace("build/bin", str(BUILD / "bin"))
                local = local.replace(f"$PWD/{BUILD}", str(BUILD))
                status, printed = terminal.type(local)
                printed = printed.replace(str(FOLDER), "build/cluster")
                self.assertEqual(status, 0, f"{command}\n{printed}")
                self.assertTrue(pattern_of(shown).fullmatch(printed), f"{command}\n" + "\n".join(shown) + f"\ngot\n{printed}")
                typed += 1
        self.assertGreater(typed, 25)


if __name__ == "__main__":
    unittest.main()
