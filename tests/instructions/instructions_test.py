#!/usr/bin/env python3
"""Counts the instructions that each operation takes and holds them against those of instructions.json.

Fails when one takes a tenth more than is written there. NIANBAO_UPDATE_GOLDEN=1 writes down what was counted.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1))
KEPT = pathlib.Path(__file__).parent / "instructions.json"
TIMES = 10
MORE_MAX = 1.1


def count(operation):
    """Instructions of the program for one operation."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=CountedOperation"]
    done = subprocess.run(
        [*command, PROGRAM, operation, "--times", str(TIMES)], stderr=subprocess.PIPE, text=True, check=False
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        raise AssertionError(f"{operation} ended with {done.returncode}: {done.stderr[-2000:]}")
    return int(found[1]) // TIMES


class Instructions(unittest.TestCase):
    def test_no_operation_takes_a_tenth_more(self):
        kept = json.loads(KEPT.read_text(encoding="utf-8"))
        counted = {operation: count(operation) for operation in kept}
        print(json.dumps(counted, indent=2))
        if os.environ.get("NIANBAO_UPDATE_GOLDEN"):
            KEPT.write_text(json.dumps(counted, indent=2) + "\n", encoding="utf-8")
            return
        for operation, instructions in counted.items():
            with self.subTest(operation):
                self.assertGreater(instructions, 0)
                self.assertLessEqual(instructions, MORE_MAX * kept[operation])


if __name__ == "__main__":
    unittest.main()
