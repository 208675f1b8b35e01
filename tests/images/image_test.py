#!/usr/bin/env python3
"""Each image as it is published: what is in it, what is not, and its program at work inside it."""
import os
import pathlib
import re
import signal
import stat
import subprocess
import sys
import tempfile
import unittest
import urllib.request

from health_probe import serving

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "deploy/images"))

import packages  # noqa: E402
from oci_layout import Layout  # noqa: E402

BUILD = pathlib.Path(sys.argv.pop(1))
IMAGES = BUILD / "images"
PREFIX = "registry.example/nianbao/"
# What the layers of an image take on a node, unpacked.
MEGABYTES_MAX = {
    "nianbao": 200,
    "nianbao-aggregation": 110,
    "nianbao-document": 170,
    "nianbao-gateway": 150,
    "nianbao-submission": 120,
    "nianbao-validation": 110,
}
USER = 65532


def setUpModule():
    if not (IMAGES / "digests.txt").exists() or os.getuid() != 0:
        print("image_test: there are no images: make images", file=sys.stderr)
        sys.exit(75)


def name_of(reference):
    return reference.removeprefix(PREFIX).partition(":")[0]


class Content(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        layout = Layout(IMAGES / "oci")
        cls.configs, cls.members, cls.references = {}, {}, layout.digests()
        for reference in cls.references:
            name = name_of(reference)
            cls.configs[name] = layout.config(reference)
            # By path: a file of an upper layer stands for the one below.
            cls.members[name] = {"/" + member.name.strip("/"): member for member, _ in layout.files(reference)}

    def test_there_is_an_image_of_each_program_and_a_digest_of_each(self):
        self.assertEqual(set(self.members), set(MEGABYTES_MAX))
        listed = (IMAGES / "digests.txt").read_text(encoding="utf-8").splitlines()
        self.assertEqual(dict(reversed(line.split()) for line in listed), self.references)

    def test_programs_run_as_nobody_special_and_say_what_they_are(self):
        for name, config in self.configs.items():
            with self.subTest(name):
                self.assertEqual(config["config"]["User"], f"{USER}:{USER}")
                labels = config["config"]["Labels"]
                self.assertEqual(labels["org.opencontainers.image.title"], name)
                self.assertEqual(labels["org.opencontainers.image.licenses"], "Apache-2.0")
                for label in ("description", "version", "revision", "created"):
                    self.assertTrue(labels[f"org.opencontainers.image.{label}"], label)
                machine = subprocess.run(["dpkg", "--print-architecture"], check=True, stdout=subprocess.PIPE, text=True)
                self.assertEqual((config["os"], config["architecture"]), ("linux", machine.stdout.strip()))

    def test_no_file_gives_the_rights_of_another_user(self):
        for name, members in self.members.items():
            with self.subTest(name):
                self.assertEqual([path for path, member in members.items()
                                  if not member.issym() and member.mode & (stat.S_ISUID | stat.S_ISGID)], [])

    def test_nothing_can_be_written_but_the_folder_for_temporary_files(self):
        for name, members in self.members.items():
            with self.subTest(name):
                writable = {path for path, member in members.items() if not member.issym() and
                            ((member.uid, member.gid) != (0, 0) or member.mode & stat.S_IWOTH)}
                self.assertEqual(writable, {"/tmp"})
                self.assertEqual(stat.S_IMODE(members["/tmp"].mode), 0o1777)

    def test_programs_are_the_one_of_the_image_alone(self):
        for name, members in self.members.items():
            with self.subTest(name):
                programs = {path for path in members if re.match(r"/usr/s?bin/.", path)}
                self.assertEqual(programs, {"/usr/bin/node"} if name == "nianbao-gateway" else {f"/usr/bin/{name}"})

    def test_no_compiler_shell_list_of_apt_or_manual_came_along(self):
        unwanted = re.compile(r".*/(cc|g\+\+|gcc|c\+\+|ld|as|make|cmake|sh|bash|dash|perl[^/]*|apt[^/]*|dpkg|python[^/]*)$|"
                              r"/usr/(include|src)/.|/usr/lib/gcc/|.*\.(a|h|debug)$|/var/(lib|cache)/apt|"
                              r"/usr/share/(man|info|locale)/.|/usr/share/doc/[^/]+/(?!copyright$)")
        for name, members in self.members.items():
            with self.subTest(name):
                self.assertEqual([path for path, member in members.items() if unwanted.match(path) and not member.isdir()], [])

    def test_packages_are_those_of_the_kept_list_with_their_licences(self):
        kept = packages.kept()
        for name, members in self.members.items():
            with self.subTest(name):
                layers = ["every", name] if name == "nianbao-gateway" else ["every", "suite", name]
                wanted = sorted(package for layer in layers for package in kept[layer])
                found = sorted(path.rpartition("/")[2] for path in members
                               if path.startswith("/var/lib/dpkg/status.d/"))
                self.assertEqual(found, wanted)
                for package in found:
                    self.assertTrue(f"/usr/share/doc/{package}/copyright" in members or
                                    members[f"/usr/share/doc/{package}"].issym(), package)

    def test_images_are_small(self):
        for name, members in self.members.items():
            with self.subTest(name):
                megabytes = sum(member.size for member in members.values()) / 1e6
                print(f"{name}: {megabytes:.0f} MB", file=sys.stderr)
                self.assertLess(megabytes, MEGABYTES_MAX[name])

    def test_debug_information_lies_beside_the_images_by_build_id(self):
        for program in packages.SUITE:
            notes = subprocess.run(["readelf", "-n", BUILD / "bin" / program], check=True, stdout=subprocess.PIPE, text=True)
            build_id = re.search(r"Build ID: *([0-9a-f]+)", notes.stdout)[1]
            kept = IMAGES / "debug/.build-id" / build_id[:2] / f"{build_id[2:]}.debug"
            sections = subprocess.run(["readelf", "-S", kept], check=True, stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL, text=True).stdout
            self.assertIn(".debug_info", sections)


class Program(unittest.TestCase):
    """Programs inside their images, with the machine's loopback."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        (cls.folder / "policy.json").write_text('{"default": [{"type": "insecureAcceptAnything"}]}', encoding="utf-8")
        cls.containers, cls.configs = {}, {}
        layout = Layout(IMAGES / "oci")
        cls.addClassCleanup(cls.buildah, "umount", "--all")
        for reference in layout.digests():
            name = name_of(reference)
            image = cls.buildah("pull", "--quiet", "--signature-policy", cls.folder / "policy.json",
                                f"oci:{IMAGES / 'oci'}:{reference}")
            cls.containers[name] = cls.buildah("from", "--pull-never", "--signature-policy", cls.folder / "policy.json", image)
            cls.configs[name] = layout.config(reference)["config"]

    @classmethod
    def command(cls, *arguments):
        storage = ("--storage-driver", "vfs", "--root", cls.folder / "store", "--runroot", cls.folder / "run")
        return ["buildah", *map(str, (*storage, *arguments))]

    @classmethod
    def environment(cls):
        return {**os.environ, "BUILDAH_ISOLATION": "chroot"}

    @classmethod
    def buildah(cls, *arguments):
        done = subprocess.run(cls.command(*arguments), env=cls.environment(), check=False, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def inside(self, name, *arguments, options=()):
        """The command that runs an image's entry point, as its user."""
        return self.command("run", *options, self.containers[name], "--", *self.configs[name]["Entrypoint"], *arguments)

    def run_inside(self, name, *arguments, options=()):
        # On a busy machine buildah may let go of the output of a program that has ended well before it has passed it on.
        for _ in range(4):
            done = subprocess.run(self.inside(name, *arguments, options=options), env=self.environment(), check=False,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            if done.returncode != 0 or done.stdout:
                break
        return done

    def start(self, command, name):
        """Starts a service; its address, the process that listens, and the one that was started."""
        process = subprocess.Popen(command, env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True, start_new_session=True)
        self.addCleanup(self.stop, process)
        line = process.stdout.readline()
        self.assertRegex(line, f"^{name} listening on ")
        address = line.split()[-1].removeprefix("http://")
        return address, listener(int(address.rpartition(":")[2])), process

    @staticmethod
    def stop(process):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        process.stdout.close()

    def test_every_program_explains_itself(self):
        for name in self.containers:
            with self.subTest(name):
                done = self.run_inside(name, "--help")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("Usage: nianbao", done.stdout)

    def test_every_shared_library_is_found(self):
        for name in self.containers:
            with self.subTest(name):
                done = self.run_inside(name, options=("--env", "LD_TRACE_LOADED_OBJECTS=1"))
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("libc.so.6 => ", done.stdout)
                self.assertNotIn("not found", done.stdout + done.stderr)

    def test_validation_answers_health_as_nobody_special(self):
        address, service, process = self.start(self.inside("nianbao-validation", "--listen", "127.0.0.1:0"),
                                               "nianbao-validation")
        self.assertTrue(serving(address))
        status = pathlib.Path(f"/proc/{service}/status").read_text(encoding="ascii")
        self.assertRegex(status, rf"Uid:\s{USER}\s{USER}\s{USER}\s{USER}\n")
        self.assertRegex(status, rf"Gid:\s{USER}\s{USER}\s{USER}\s{USER}\n")
        os.kill(service, signal.SIGTERM)
        self.assertEqual(process.wait(timeout=30), 0)

    def test_the_gateway_serves_the_pages(self):
        address, _, _ = self.start(self.inside("nianbao-gateway", "--listen", "127.0.0.1:0"), "nianbao-gateway")
        with urllib.request.urlopen(f"http://{address}/", timeout=30) as answer:
            self.assertIn(b'<div id="app">', answer.read())

    def test_services_start_on_a_root_that_nobody_can_write(self):
        root = self.buildah("mount", self.containers["nianbao-document"])
        script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && ! touch "$0/tmp/x" 2>/dev/null && ' \
                 f'exec chroot --userspec={USER}:{USER} "$0" "$@"'
        command = ["unshare", "--mount", "sh", "-c", script, root, *self.configs["nianbao-document"]["Entrypoint"],
                   "--listen", "127.0.0.1:0"]
        address, _, _ = self.start(command, "nianbao-document")
        self.assertTrue(serving(address))

    def test_the_command_line_reads_documents_as_it_does_outside(self):
        samples = ROOT / "samples/qinghe/2024"
        options = ("--volume", f"{samples}:/samples:ro")
        document = "qinghe-education.txt"
        inside = self.run_inside("nianbao", "--output", "cells", "import", f"/samples/{document}", options=options)
        outside = subprocess.run([BUILD / "bin/nianbao", "--output", "cells", "import", samples / document], check=False,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual((inside.returncode, inside.stdout), (outside.returncode, outside.stdout), inside.stderr)
        self.assertGreater(len(inside.stdout.splitlines()), 100)

    def test_chinese_words_of_a_pdf_file_are_read(self):
        folder = self.folder / "pdf"
        folder.mkdir()
        (folder / "words.pdf").write_bytes(pdf("泠州市清禾区教育局2024年政府信息公开工作年度报告"))
        inside = self.run_inside("nianbao", "import", "/pdf/words.pdf", options=("--volume", f"{folder}:/pdf:ro"))
        self.assertIn("泠州市清禾区教育局 2024年", inside.stdout, inside.stderr)


def listener(port):
    """The process that listens on a port."""
    sockets = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in pathlib.Path(table).read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[1].endswith(f":{port:04X}") and fields[3] == "0A":
                sockets.add(f"socket:[{fields[9]}]")
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            files = {os.readlink(f"/proc/{process}/fd/{file}") for file in os.listdir(f"/proc/{process}/fd")}
        except OSError:
            continue
        if files & sockets:
            return int(process)
    raise AssertionError(f"nobody listens on {port}")


def pdf(words):
    """A page whose characters only a reader with the Adobe-GB1 tables knows: the font is named, not embedded."""
    shown = f"BT /F 12 Tf 72 720 Td <{words.encode('utf-16-be').hex()}> Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        b"/Ascent 900 /Descent -200 /CapHeight 900 /StemV 80 >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(content))


if __name__ == "__main__":
    unittest.main()
