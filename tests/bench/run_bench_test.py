#!/usr/bin/env python3
"""The runner reports every row whatever happens, and computes ratios from pairs."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

from etcd import address_in  # noqa: E402
from make_row import make_row  # noqa: E402
from pairs import NotMeasured, Sample, take_turns  # noqa: E402
from postgres import wait_until_ready  # noqa: E402
from programs import serving  # noqa: E402
from render import page, table  # noqa: E402

SPEC = {
    "id": "a/b",
    "work": "{count} things",
    "unit": "µs",
    "rival_name": "a rival",
    "better": "less",
    "target": 3,
    "limits": "what limits it",
}


def samples(*figures):
    return [Sample(figure=figure, wall_us=2 * figure, cpu_us=figure) for figure in figures]


class Rows(unittest.TestCase):
    def test_ratio_is_the_median_over_pairs(self):
        row = make_row(SPEC, samples(1, 2, 10), samples(4, 4, 100), {"count": 5})
        self.assertEqual(row["pairs"], [4, 2, 10])
        self.assertEqual((row["work"], row["ratio"], row["met"], row["reason"]), ("5 things", 4, True, None))

    def test_of_rates_the_greater_is_the_better(self):
        row = make_row({**SPEC, "better": "more"}, samples(8), samples(4), {})
        self.assertEqual((row["ratio"], row["met"], row["reason"]), (2, False, "what limits it"))

    def test_a_rival_that_is_missing_is_named_with_the_reason(self):
        row = make_row(SPEC, samples(1), NotMeasured("cannot be installed"), {})
        self.assertEqual((row["ours"], row["rival"], row["ratio"], row["met"]), (1, None, None, False))
        for text in (table([row]), page([row], "a machine")):
            self.assertIn("a rival", text)
            self.assertIn("cannot be installed", text)

    def test_a_limit_has_no_times(self):
        row = make_row(SPEC, samples(2), [Sample(figure=20)], {})
        self.assertEqual(row["ratio"], 10)
        for text in (table([row]), page([row], "a machine")):
            self.assertIn("20 µs", text)
            self.assertNotIn("20 µs (", text)

    def test_the_page_plots_each_pair(self):
        row = make_row(SPEC, samples(1, 2), samples(4, 4), {})
        self.assertEqual(page([row], "a machine").count("<circle"), 2)


class Turns(unittest.TestCase):
    def test_samples_are_taken_in_turn(self):
        order = []
        take_turns({name: lambda name=name: order.append(name) for name in "AB"}, 3)
        self.assertEqual("".join(order), "ABABAB")

    def test_one_that_fails_does_not_stop_the_others(self):
        def fail():
            raise NotMeasured("no")

        taken = take_turns({"A": fail, "B": lambda: 1}, 2)
        self.assertEqual((str(taken["A"]), taken["B"]), ("no", [1, 1]))


class Rivals(unittest.TestCase):
    def test_a_server_that_does_not_start_is_reported_with_what_it_said(self):
        for wait in (wait_until_ready, address_in):
            with self.assertRaisesRegex(NotMeasured, "no space left"):
                wait(["starting", "no space left"])

    def test_the_rest_of_what_a_server_says_is_left_to_be_read(self):
        log = iter(["starting", "database system is ready to accept connections", "checkpoint"])
        wait_until_ready(log)
        self.assertEqual(list(log), ["checkpoint"])

    def test_etcd_says_where_it_listens(self):
        log = ['{"msg":"serving client traffic insecurely","address":"127.0.0.1:7"}']
        self.assertEqual(address_in(log), "127.0.0.1:7")


class Servers(unittest.TestCase):
    def test_addresses_are_those_that_a_server_prints_first(self):
        said = "a metrics on 127.0.0.1:1\na listening on 127.0.0.1:2\n"
        with serving([sys.executable, "-c", f"print({said!r}, flush=True); input()"]) as server:
            self.assertEqual((server.metrics_address, server.address), ("127.0.0.1:1", "127.0.0.1:2"))

    def test_one_that_ends_before_it_listens_is_told_with_what_it_said(self):
        with self.assertRaisesRegex(NotMeasured, "did not start: no such folder"):
            with serving([sys.executable, "-c", "print('no such folder')"]):
                pass


class Run(unittest.TestCase):
    def test_every_row_of_the_table_is_reported_with_all_fields_even_when_nothing_is_built(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [HERE / "run_bench.py", "--build", folder, "--pairs", "1", "--no-rivals-install"]
            done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 1)
            rows = json.loads((pathlib.Path(folder) / "bench/bench.json").read_text(encoding="utf-8"))["rows"]
            wanted = json.loads((HERE / "rows.json").read_text(encoding="utf-8"))
            self.assertEqual(
                [(row["id"], row["rival_name"], row["target"]) for row in rows],
                [(spec["id"], spec["rival_name"], spec["target"]) for spec in wanted],
            )
            for row in rows:
                self.assertLessEqual({"work", "ours", "rival", "ratio", "met", "reason"}, set(row))
                self.assertTrue(row["reason"], row)
                self.assertIn(row["reason"], done.stdout.decode())


if __name__ == "__main__":
    unittest.main()
