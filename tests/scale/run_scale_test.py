#!/usr/bin/env python3
"""The short form of `make scale`: a few hundred organs through the real services, every total exactly what was sent."""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
BUILD = pathlib.Path(sys.argv.pop(1))
ORGANS, YEARS = 300, 2


class ShortForm(unittest.TestCase):
    def test_totals_are_the_sums_of_what_was_sent(self):
        with tempfile.TemporaryDirectory() as folder:
            # The programs of this build, with results and data elsewhere.
            build = pathlib.Path(folder)
            (build / "bin").symlink_to(BUILD / "bin")
            (build / "scale").mkdir()
            (build / "scale/scale_load").symlink_to(BUILD / "scale/scale_load")
            command = [HERE / "run_scale.py", "--build", build, "--organs", ORGANS, "--years", YEARS]
            done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  check=False)
            said = done.stdout.decode() + done.stderr.decode()
            self.assertEqual(done.returncode, 0, said)
            result = json.loads((build / "scale/scale.json").read_text(encoding="utf-8"))
            self.assertEqual(sorted(file.name for file in (build / "scale").iterdir()),
                             ["scale.json", "scale.log", "scale_load"])

        phases = collections.Counter()
        for phase in result["fill"]["phases"]:
            phases[phase["name"].split()[0]] += phase["count"]
        self.assertEqual(phases["submit"], ORGANS * YEARS)
        # The last twenty of a year are accepted one by one.
        self.assertEqual(phases["accept"], (ORGANS - 20) * YEARS)
        # Each is submitted, and accepted.
        self.assertGreaterEqual(result["commits"]["changes"], 2 * ORGANS * YEARS)
        # Of each year the nation, two provinces and six lines of work, each in both trees.
        totals = 2 * YEARS * (1 + 2 + 6)
        self.assertEqual((result["fill"]["totals_compared"], result["ask"]["totals_compared"]), (totals, totals))
        self.assertEqual(result["ask"]["events"], result["fill"]["events"])
        self.assertGreater(result["store_mb"], 0)
        for name, figures in result["processes"].items():
            self.assertGreater(figures["memory_mb"], 0, name)
            self.assertGreaterEqual(figures["peak_mb"], figures["memory_mb"], name)
            self.assertIn(name, said)


class Load(unittest.TestCase):
    def test_a_service_that_is_not_there_ends_it_with_a_sentence(self):
        command = [BUILD / "scale/scale_load", "roster", "--submission", "127.0.0.1:1", "--organs", 100, "--years", 1]
        done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("scale_load: import of organs from organs/nation: UNAVAILABLE", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
