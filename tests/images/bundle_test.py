#!/usr/bin/env python3
"""The bundle: what load.sh lets through and what not, on a bundle of tiny images."""
import os
import pathlib
import re
import platform
import shutil
import subprocess
import tempfile
import unittest

from registry import Registry
from small_images import PREFIX, make_images

ROOT = pathlib.Path(__file__).resolve().parents[2]
SERVICES = ("aggregation", "document", "gateway", "submission", "validation")
VERSION = re.search(r"project\(nianbao VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")).group(1)
NAMES = [f"{PREFIX}nianbao:{VERSION}", *(f"{PREFIX}nianbao-{service}:{VERSION}" for service in SERVICES)]


def run(*command, cwd=None, **environment):
    return subprocess.run([str(part) for part in command], cwd=cwd, env={**os.environ, **environment}, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def key_pair(folder, name):
    openssl("genpkey", "-algorithm", "SM2", "-out", folder / f"{name}.pem")
    openssl("pkey", "-in", folder / f"{name}.pem", "-pubout", "-out", folder / f"{name}.public")
    return folder / f"{name}.pem", folder / f"{name}.public"


class Bundle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        made = tempfile.TemporaryDirectory()
        cls.addClassCleanup(made.cleanup)
        cls.made = pathlib.Path(made.name)
        cls.digests = make_images(cls.made / "images", NAMES)
        cls.key, cls.public = key_pair(cls.made, "publisher")
        cls.signed = cls.pack("signed", SIGN_KEY=cls.key)
        cls.unsigned = cls.pack("unsigned", SIGN_KEY="")

    @classmethod
    def pack(cls, name, **environment):
        """Makes a bundle and unpacks it: its folder."""
        folder = cls.made / name
        packed = run(ROOT / "deploy/bundle/build", NIANBAO_IMAGES=cls.made / "images", NIANBAO_BUNDLE=folder,
                     **environment)
        assert packed.returncode == 0, packed.stdout
        archive, = folder.glob("*.tar")
        subprocess.run(["tar", "-C", folder, "-xf", archive], check=True)
        return folder / archive.name.removesuffix(".tar")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def copy(self, bundle):
        return pathlib.Path(shutil.copytree(bundle, self.folder / "bundle", dirs_exist_ok=True))

    def check(self, bundle, *arguments, **environment):
        return run(bundle / "load.sh", "--check", *(arguments or ("--key", self.public)), **environment)

    def assertAltered(self, bundle, what, *arguments):
        checked = self.check(bundle, *arguments)
        self.assertEqual(checked.returncode, 1, what + "\n" + checked.stdout)
        self.assertIn("请不要安装", checked.stdout)
        return checked.stdout

    def programs(self, *names, **scripts):
        """A PATH with nothing but these programs of the machine and these scripts."""
        folder = self.folder / "path"
        folder.mkdir()
        plain = ("cat", "cut", "dirname", "find", "grep", "head", "sed", "sh", "sha256sum", "sort", "tr", "uname", "uniq",
                 "wc", "xargs")
        for name in (*plain, *names):
            (folder / name).symlink_to(shutil.which(name))
        for name, text in scripts.items():
            (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
            (folder / name).chmod(0o755)
        return str(folder)

    def test_a_signed_bundle_passes_with_the_publishers_key(self):
        checked = self.check(self.signed)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        for said in ("签名：相符", "SM3：", "SHA-256："):
            self.assertIn(said, checked.stdout)

    def test_a_bundle_without_signature_passes_only_when_that_is_asked_for(self):
        self.assertEqual(self.check(self.unsigned, "--unsigned").returncode, 0)
        silent = run(self.unsigned / "load.sh", "--check")
        self.assertEqual(silent.returncode, 2)
        self.assertIn("--key", silent.stdout)

    def test_packing_without_a_key_says_that_nobody_vouches(self):
        packed = run(ROOT / "deploy/bundle/build", NIANBAO_IMAGES=self.made / "images", NIANBAO_BUNDLE=self.folder,
                     SIGN_KEY="")
        self.assertIn("NOT SIGNED", packed.stdout)

    def test_packing_is_refused_with_a_key_that_is_not_sm2(self):
        openssl("genpkey", "-algorithm", "ed25519", "-out", self.folder / "other.pem")
        packed = run(ROOT / "deploy/bundle/build", NIANBAO_IMAGES=self.made / "images", NIANBAO_BUNDLE=self.folder / "out",
                     SIGN_KEY=self.folder / "other.pem")
        self.assertEqual(packed.returncode, 1)
        self.assertIn("no SM2 key", packed.stdout)

    def test_the_same_files_give_the_same_archive(self):
        again = self.pack("again", SIGN_KEY="")
        first, second = (next(folder.parent.glob("*.tar")).read_bytes() for folder in (self.unsigned, again))
        self.assertEqual(first, second)

    def test_a_removed_signature_is_no_way_around_the_key(self):
        bundle = self.copy(self.signed)
        (bundle / "checksums.sm3.sig").unlink()
        self.assertIn("not signed", self.assertAltered(bundle, "signature removed"))

    def test_a_signature_of_somebody_else_is_refused(self):
        key, _ = key_pair(self.folder, "somebody")
        bundle = self.pack("foreign", SIGN_KEY=key)
        self.assertAltered(bundle, "signed by somebody else")

    def test_a_flipped_byte_in_any_file_is_refused(self):
        bundle = self.copy(self.signed)
        files = [file for file in sorted(bundle.rglob("*")) if file.is_file()]
        self.assertGreater(len(files), 12)
        for file in files:
            # One that was altered so would not run, or would say whatever it likes: the signature shows it by other means.
            if file.name == "load.sh":
                continue
            whole = file.read_bytes()
            place = len(whole) // 2
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
            self.assertAltered(bundle, f"{file.relative_to(bundle)}, byte {place}")
            file.write_bytes(whole)
        self.assertEqual(self.check(bundle).returncode, 0)

    def test_an_altered_load_script_is_seen_by_an_unaltered_one(self):
        bundle = self.copy(self.signed)
        script = bundle / "load.sh"
        script.write_text(script.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
        self.assertIn("load.sh", self.assertAltered(bundle, "load.sh"))

    def test_a_missing_an_added_and_a_linked_file_are_named(self):
        for name, change in {
            "digests.txt": lambda bundle: (bundle / "digests.txt").unlink(),
            "sbom/more.json": lambda bundle: (bundle / "sbom/more.json").write_text("{}", encoding="utf-8"),
            "sbom/link": lambda bundle: (bundle / "sbom/link").symlink_to("/etc/passwd"),
        }.items():
            with self.subTest(name):
                bundle = self.copy(self.signed)
                change(bundle)
                self.assertIn(name, self.assertAltered(bundle, name))
                shutil.rmtree(bundle)

    def test_checksums_that_were_made_to_fit_do_not_fit_the_signature(self):
        bundle = self.copy(self.signed)
        (bundle / "INSTALL.md").write_text("Do as I say.\n", encoding="utf-8")
        for name, command in {"checksums.sha256": ["sha256sum"], "checksums.sm3": ["openssl", "dgst", "-sm3", "-r"]}.items():
            listed = [line.split("  ")[1] for line in (bundle / name).read_text(encoding="utf-8").splitlines()]
            made = subprocess.run([*command, *listed], cwd=bundle, check=True, stdout=subprocess.PIPE, text=True).stdout
            (bundle / name).write_text(made.replace(" *", "  "), encoding="utf-8")
        self.assertIn("checksums.sm3.sig", self.assertAltered(bundle, "checksums"))
        self.assertEqual(self.check(bundle, "--unsigned").returncode, 0)

    def test_sha256_digests_that_were_made_to_fit_do_not_fit_the_list_of_sm3(self):
        bundle = self.copy(self.signed)
        (bundle / "INSTALL.md").write_text("Do as I say.\n", encoding="utf-8")
        lists = (bundle / "checksums.sha256").read_text(encoding="utf-8")
        made = subprocess.run(["sha256sum", *(line.split("  ")[1] for line in lists.splitlines())], cwd=bundle, check=True,
                              stdout=subprocess.PIPE, text=True).stdout
        (bundle / "checksums.sha256").write_text(made, encoding="utf-8")
        self.assertIn("checksums.sm3", self.assertAltered(bundle, "checksums.sha256"))

    def test_without_openssl_the_sha256_digests_are_checked_and_that_is_said(self):
        path = self.programs()
        checked = self.check(self.unsigned, "--unsigned", PATH=path)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        self.assertIn("SM3：未核验", checked.stdout)
        bundle = self.copy(self.unsigned)
        (bundle / "INSTALL.md").write_text("Do as I say.\n", encoding="utf-8")
        self.assertEqual(self.check(bundle, "--unsigned", PATH=path).returncode, 1)
        self.assertEqual(self.check(self.signed, PATH=path).returncode, 2)

    def test_without_a_registry_the_images_go_to_containerd(self):
        path = self.programs("openssl", ctr='echo "ctr $*"; test -f "$5"')
        loaded = run(self.signed / "load.sh", "--key", self.public, PATH=path)
        self.assertEqual(loaded.returncode, 0, loaded.stdout)
        self.assertIn("ctr -n k8s.io images import images.oci.tar", loaded.stdout)
        self.assertIn(NAMES[0], loaded.stdout)

    def test_an_altered_bundle_loads_nothing(self):
        bundle = self.copy(self.signed)
        with (bundle / "images.oci.tar").open("ab") as archive:
            archive.write(b"\0")
        loaded = run(bundle / "load.sh", "--key", self.public, PATH=self.programs("openssl", ctr='echo "ctr $*"'))
        self.assertEqual(loaded.returncode, 1)
        self.assertNotIn("ctr", loaded.stdout)

    def test_a_machine_of_another_architecture_is_told_so(self):
        path = self.programs("openssl", ctr='echo "ctr $*"')
        (pathlib.Path(path) / "uname").unlink()
        (pathlib.Path(path) / "uname").write_text("#!/bin/sh\necho riscv64\n", encoding="utf-8")
        (pathlib.Path(path) / "uname").chmod(0o755)
        loaded = run(self.signed / "load.sh", "--key", self.public, PATH=path)
        self.assertEqual(loaded.returncode, 2, loaded.stdout)
        self.assertIn("riscv64", loaded.stdout)

    def test_a_machine_without_containerd_is_told_what_to_do(self):
        loaded = run(self.signed / "load.sh", "--key", self.public, PATH=self.programs("openssl"))
        self.assertEqual(loaded.returncode, 2)
        self.assertIn("--registry", loaded.stdout)

    def push_with(self, program):
        """What load.sh said, and what the registry got."""
        if shutil.which(program) is None or os.getuid() != 0:
            self.skipTest(f"{program} is not there, or not run as root")
        registry = Registry()
        self.addCleanup(registry.close)
        pushed = run(self.signed / "load.sh", "--key", self.public, "--plain-http", "--registry", registry.address + "/year",
                     PATH=self.programs("mktemp", "openssl", "rm", program), **self.storage())
        self.assertEqual(pushed.returncode, 0, pushed.stdout)
        return pushed.stdout, registry

    def test_skopeo_pushes_the_images_with_the_digests_of_the_list(self):
        said, registry = self.push_with("skopeo")
        self.assertEqual(registry.manifests,
                         {"year/" + name.rpartition("/")[2]: digest for name, digest in self.digests.items()})
        self.assertNotIn("不同", said)

    def test_buildah_pushes_the_same_content_and_says_its_digests(self):
        said, registry = self.push_with("buildah")
        self.assertEqual(set(registry.manifests), {"year/" + name.rpartition("/")[2] for name in NAMES})
        for name, digest in registry.manifests.items():
            self.assertIn(f"{name}@{digest}", said)

    def test_a_registry_that_is_not_there_is_named(self):
        program = next((name for name in ("skopeo", "buildah") if shutil.which(name)), None)
        if program is None or os.getuid() != 0:
            self.skipTest("neither skopeo nor buildah is there")
        pushed = run(self.signed / "load.sh", "--key", self.public, "--plain-http", "--registry", "127.0.0.1:1/year",
                     **self.storage())
        self.assertEqual(pushed.returncode, 2, pushed.stdout)
        self.assertIn("127.0.0.1:1/year/", pushed.stdout)
        self.assertIn("请检查仓库地址", pushed.stdout)

    def test_manifests_name_no_image_that_is_not_in_the_bundle(self):
        if not (ROOT / "deploy/rendered").is_dir():
            self.skipTest("there are no rendered manifests")
        make_images(self.folder / "images", NAMES[:-1])
        packed = run(ROOT / "deploy/bundle/build", NIANBAO_IMAGES=self.folder / "images", NIANBAO_BUNDLE=self.folder / "out",
                     SIGN_KEY="")
        self.assertEqual(packed.returncode, 1)
        self.assertIn(NAMES[-1], packed.stdout)

    def test_misspelt_options_are_refused(self):
        for arguments in (["--sign"], ["--key"], ["--key", "/nowhere"], ["--key", ROOT / "LICENSE"],
                          ["--key", self.public, "--unsigned"]):
            self.assertEqual(run(self.signed / "load.sh", "--check", *arguments).returncode, 2, arguments)

    def storage(self):
        """Keeps what buildah pulls out of the machine's own storage."""
        configuration = self.folder / "storage.conf"
        configuration.write_text(f'[storage]\ndriver = "vfs"\ngraphroot = "{self.folder}/graph"\nrunroot = "{self.folder}/run"\n',
                                 encoding="utf-8")
        return {"CONTAINERS_STORAGE_CONF": str(configuration), "BUILDAH_ISOLATION": "chroot", "STORAGE_DRIVER": "vfs"}


if __name__ == "__main__":
    unittest.main()
