#!/usr/bin/python3
"""The parts of `make cluster` that need no process."""
import pathlib
import struct
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "deploy"))

from cluster.comeback import Comeback  # noqa: E402
from cluster.manifest import Manifest  # noqa: E402
from cluster.name_server import answer  # noqa: E402
from cluster.translation import local_text  # noqa: E402

NAME = "nianbao-document.nianbao.svc.cluster.local"
A, AAAA = 1, 28


def question(name, kind):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return struct.pack("!HHHHHH", 7, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack("!HH", kind, 1)


def asked(name, kind):
    """Identity, code and addresses of the answer, when one name has two addresses and another one none."""
    names = {NAME: ["127.1.2.10", "127.1.2.11"], "gone.local": []}
    query = question(name, kind)
    response = answer(query, names.get)
    identity, flags, questions, answers, _, _ = struct.unpack_from("!HHHHHH", response)
    assert (questions, response[12:len(query)]) == (1, query[12:])
    records = response[len(query):]
    assert len(records) == 16 * answers
    return identity, flags & 0xf, sorted(".".join(map(str, records[at + 12:at + 16])) for at in range(0, len(records), 16))


class NameServer(unittest.TestCase):
    def test_a_name_has_the_addresses_of_its_pods(self):
        self.assertEqual(asked(NAME, A), (7, 0, ["127.1.2.10", "127.1.2.11"]))
        self.assertEqual(asked(NAME.upper(), A), (7, 0, ["127.1.2.10", "127.1.2.11"]))

    def test_a_name_without_ready_pods_is_known_and_has_no_address(self):
        self.assertEqual(asked("gone.local", A), (7, 0, []))
        self.assertEqual(asked(NAME, AAAA), (7, 0, []))

    def test_other_names_are_not_known(self):
        self.assertEqual(asked("example.com", A), (7, 3, []))


class Translation(unittest.TestCase):
    def local(self, text):
        return local_text(text, "127.1.2.10", "/w/pods/p", "127.1.2.5:5353")

    def test_a_pod_listens_on_its_own_address(self):
        self.assertEqual(self.local('listen: "0.0.0.0:7131" admin_listen: "127.0.0.1:7142"'),
                         'listen: "127.1.2.10:7131" admin_listen: "127.1.2.10:7142"')

    def test_its_files_are_below_its_folder(self):
        self.assertEqual(self.local("--tls-key=/etc/nianbao/tls/tls.key"), "--tls-key=/w/pods/p/etc/nianbao/tls/tls.key")

    def test_names_are_asked_of_the_name_server_of_the_cluster(self):
        there = f"dns://127.1.2.5:5353/{NAME}:7131"
        self.assertEqual(self.local(f'validation: "dns:///{NAME}:7131"'), f'validation: "{there}"')
        self.assertEqual(self.local(f"--upstream=nianbao.document={NAME}:7131"), f"--upstream=nianbao.document={there}")

    def test_what_is_the_same_everywhere_stays(self):
        for text in ("--oidc-issuer=https://id.example", "spiffe://cluster.local/ns/nianbao/sa/nianbao-gateway"):
            self.assertEqual(self.local(text), text)


class WhoComesBack(unittest.TestCase):
    def test_pauses_grow_until_he_has_run_for_a_while(self):
        now = [0]
        comeback = Comeback(lambda: now[0])
        self.assertEqual([comeback.pause_s() for _ in range(6)], [0, 1, 2, 5, 10, 10])
        now[0] = 11
        self.assertEqual([comeback.pause_s(), comeback.pause_s()], [0, 0])
        comeback.started()
        self.assertEqual(comeback.pause_s(), 1)


class RenderedManifest(unittest.TestCase):
    def test_every_service_has_two_replicas_a_program_and_a_probe(self):
        deployments = Manifest(ROOT / "deploy/rendered/gov-cloud.yaml").deployments()
        names = [f"nianbao-{service}" for service in ("aggregation", "document", "gateway", "submission", "validation")]
        self.assertEqual(sorted(found.program for found in deployments), names)
        for found in deployments:
            self.assertEqual(found.replicas, 2, found.name)
            self.assertIn("timeoutSeconds", found.readiness, found.name)


if __name__ == "__main__":
    unittest.main()
