#!/usr/bin/python3
"""Every service of a running cluster is restarted replica by replica while clients file, read and watch: no call fails,
nothing acknowledged is lost, and every stream tells the last figures. `scripts/cluster -- tests/cluster/rolling_restart_test.py BUILD`."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "deploy"))

from cluster.sign_token import sign_token  # noqa: E402
from http_callers import SignedCaller, TotalStream, UnaryCalls, figures_of  # noqa: E402

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
FOLDER = pathlib.Path(os.environ["NIANBAO_CLUSTER"])
ADMINISTRATOR = "administrator@id.example"
SERVICES = ("document", "validation", "submission", "aggregation", "gateway")
SUBJECTS = (ADMINISTRATOR, "registrar", "clerk", "reviewer", "reader", "auditor")
NODE, YEAR = "organs/city", 2024
CLIENTS = int(os.environ.get("NIANBAO_CLUSTER_CLIENTS", 4))
PATIENCE_S = 60
SEED = int(os.environ.get("NIANBAO_CLUSTER_SEED", time.time()))

AGGREGATE = "nianbao.aggregation.v1.AggregationService/GetAggregate"
CALLS = {
    AGGREGATE: {"node": NODE, "year": YEAR},
    "nianbao.directory.v1.DirectoryService/GetTree": {},
    "nianbao.validation.v1.ValidationService/ListRules": {},
}


def cluster(*words):
    subprocess.run([ROOT / "scripts/cluster", *words], check=True)


class RollingRestart(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tokens = pathlib.Path(folder.name)
        for subject in SUBJECTS:
            (self.tokens / subject).write_text(sign_token(FOLDER, subject), encoding="utf-8")
        secrets = FOLDER / "objects/secret/nianbao-gateway/clients.json"
        [client] = json.loads(secrets.read_text(encoding="utf-8"))["clients"]
        self.http_caller = SignedCaller(os.environ["NIANBAO_GATEWAY"], os.environ["NIANBAO_AUTHORITIES"], client)

    def start_load(self):
        command = [BUILD / "tests/cluster_load", "--edge", os.environ["NIANBAO_SERVER"],
                   "--name-server", os.environ["NIANBAO_NAME_SERVER"], "--authorities", os.environ["NIANBAO_AUTHORITIES"],
                   "--tokens", self.tokens, "--administrator", ADMINISTRATOR, "--http-caller", "cluster",
                   "--document", ROOT / "samples/qinghe/2024/qinghe-education.txt", "--clients", CLIENTS, "--seed", SEED]
        load = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(load.wait)
        self.addCleanup(load.stdin.close)
        self.addCleanup(load.stdout.close)
        self.assertEqual(load.stdout.readline(), b'{"begun": true}\n')
        return load

    def total_by_http(self, min_sequence):
        connection = self.http_caller.connect()
        response = self.http_caller.post(connection, AGGREGATE, {**CALLS[AGGREGATE], "minSequence": min_sequence})
        answer = json.loads(response.read())
        connection.close()
        return figures_of(answer["aggregate"]["totals"])

    def test_no_call_fails_and_no_stream_misses_the_end(self):
        print("seed", SEED, flush=True)
        load = self.start_load()
        unary = [UnaryCalls(self.http_caller, method, request, pause_s=0.3) for method, request in CALLS.items()]
        stream = TotalStream(self.http_caller, NODE, YEAR)
        cluster("rotate")
        for service in SERVICES:
            began = time.monotonic()
            cluster("restart", service)
            print(f"{service}: {time.monotonic() - began:.1f} s", flush=True)
        for calls in unary:
            calls.stop()
        load.stdin.close()
        result = json.loads(load.stdout.readline())
        has_come = stream.stop_at(result["end"], PATIENCE_S)
        http_calls = sum(calls.calls for calls in unary)
        print(json.dumps({**result, "http": http_calls, "http_stream_resumptions": stream.resumptions},
                         ensure_ascii=False, indent=1), flush=True)

        self.assertEqual(result["failed"], [])
        self.assertEqual([failure for calls in unary for failure in calls.failed], [])
        for method in ("SubmitFiling", "AcceptFiling", "GetAggregate", "ListRules", "ReadDocument"):
            self.assertGreater(result["calls"][method], 20, method)
        self.assertGreater(http_calls, 60)

        log = result["log"]
        self.assertEqual(log["lost"], 0)
        self.assertEqual(log["changes_in_log"], log["acknowledged"])

        for watcher in result["streams"]:
            with self.subTest(watcher["name"], way=watcher["way"]):
                self.assertEqual(watcher["faults"], [])
                self.assertGreater(watcher["resumptions"], 0)
                self.assertTrue(watcher["reached_the_end"])
                self.assertTrue(watcher["same_as_a_fresh_read"])
        with self.subTest("WatchAggregates by HTTP"):
            self.assertEqual(stream.faults, [])
            self.assertGreater(stream.resumptions, 0)
            self.assertTrue(has_come)
            self.assertEqual(stream.figures, self.total_by_http(result["end"]))


if __name__ == "__main__":
    unittest.main()
