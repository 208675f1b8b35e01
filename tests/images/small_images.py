"""An OCI layout of tiny images, with what `deploy/bundle/build` wants beside it."""
import gzip
import hashlib
import io
import json
import pathlib
import platform
import tarfile

PREFIX = "registry.example/nianbao/"


def _blob(layout, content):
    digest = hashlib.sha256(content).hexdigest()
    (layout / "blobs/sha256" / digest).write_bytes(content)
    return {"digest": f"sha256:{digest}", "size": len(content)}


def _image(layout, name):
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        text = name.encode()
        member = tarfile.TarInfo("name")
        member.size = len(text)
        tar.addfile(member, io.BytesIO(text))
    layer = archive.getvalue()
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    config = {"architecture": architecture, "os": "linux", "config": {},
              "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest()]}}
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json",
                   **_blob(layout, json.dumps(config).encode())},
        "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                    **_blob(layout, gzip.compress(layer, mtime=0))}],
    }
    return {"mediaType": manifest["mediaType"], **_blob(layout, json.dumps(manifest).encode()),
            "annotations": {"org.opencontainers.image.ref.name": name}}


def make_images(folder, names):
    """The digests by name."""
    folder = pathlib.Path(folder)
    layout = folder / "oci"
    (layout / "blobs/sha256").mkdir(parents=True)
    (folder / "sbom").mkdir()
    entries = [_image(layout, name) for name in names]
    (layout / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}', encoding="utf-8")
    (layout / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": entries}), encoding="utf-8")
    digests = {entry["annotations"]["org.opencontainers.image.ref.name"]: entry["digest"] for entry in entries}
    (folder / "digests.txt").write_text("".join(f"{digest} {name}\n" for name, digest in digests.items()),
                                        encoding="utf-8")
    for name in names:
        program = name.rpartition("/")[2].partition(":")[0]
        (folder / "sbom" / f"{program}.spdx.json").write_text("{}\n", encoding="utf-8")
    return digests
