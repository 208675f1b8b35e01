"""What no overlay makes: certificates, keys, secrets. docs/deploy.md says how operators do."""
import base64
import json
import os
import secrets
import shutil

from cluster import network, process

_AUTHORITY = "authority"


class Objects:
    """Folders of files: a Secret in secret/NAME, a ConfigMap in configMap/NAME."""

    def __init__(self, cluster):
        self._cluster = cluster
        self._authority = cluster.folder / _AUTHORITY

    @property
    def authorities_file(self):
        return self._authority / "ca.crt"

    def certificate_folder(self, name):
        return self._authority / name

    def certificate_file(self, name):
        return self.certificate_folder(name) / "tls.crt"

    async def make(self):
        await self._certificates("init")
        await self.renew_certificates()
        for name in self._names_in_manifest():
            self._link("secret", f"{name}-tls", self.certificate_folder(name))
        self._link("configMap", "nianbao-revocation", self._authority / "revocation")
        await self._make_gateway_secrets()
        self._make_database_secret()

    async def renew_certificates(self):
        """Each in the place of the one before."""
        for found in self._cluster.manifest.of_kind("Certificate"):
            spec = found["spec"]
            if not spec.get("isCA"):
                await self._issue(found["metadata"]["name"], *(f"DNS:{name}" for name in spec["dnsNames"]),
                                  *(f"URI:{uri}" for uri in spec["uris"]))
        addresses = self._cluster.network
        [gateway] = self._cluster.manifest.of_kind("Gateway")
        await self._issue("edge", *(f"DNS:{listener['hostname']}" for listener in gateway["spec"]["listeners"]),
                          f"IP:{addresses.native_edge}", f"IP:{addresses.pages_edge}")
        await self._issue("database", f"IP:{addresses.database}")

    def database_dsn(self, database):
        folder = self._folder("secret", "nianbao-database")
        return (f"host={self._cluster.network.database} port={network.DATABASE_PORT} user=nianbao dbname={database} "
                f"passfile={folder}/passfile sslmode=verify-full sslrootcert={folder}/ca.crt")

    def _names_in_manifest(self):
        return [found["metadata"]["name"] for found in self._cluster.manifest.of_kind("Certificate")
                if not found["spec"].get("isCA")]

    async def _issue(self, name, *alternative_names):
        await self._certificates("issue", name, *alternative_names)

    async def _certificates(self, command, *arguments):
        await process.run([self._cluster.root / "deploy/certificates", command, self._authority, *arguments],
                          self._cluster.folder / "logs/certificates.log", process.bare_environment())

    async def _make_gateway_secrets(self):
        folder = self._folder("secret", "nianbao-gateway")
        keys = self._folder("configMap", "nianbao-jwks")
        signed_calls = {"id": "cluster", "subject": "cluster", "algorithm": "HMAC-SHA256", "secret": _random_text()}
        _write(folder / "clients.json", json.dumps({"clients": [signed_calls]}))
        _write(folder / "client.secret", _random_text())
        _write(folder / "session.key", _random_text())
        await self._make_issuer(folder / "token.pem", keys / "gateway.json")
        await self._make_issuer(self._cluster.folder / "issuer.pem", keys / "login.json")

    async def _make_issuer(self, key, public_keys):
        env = process.bare_environment()
        await process.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key],
                          self._cluster.folder / "logs/keys.log", env)
        key.chmod(0o600)
        await process.run([self._cluster.programs / "nianbao-gateway", "--token-key", key, "--print-jwks"], public_keys, env)

    def _make_database_secret(self):
        folder = self._folder("secret", "nianbao-database")
        password = secrets.token_hex(16)
        _write(folder / "password", password)
        _write(folder / "passfile", f"*:*:*:nianbao:{password}\n")
        shutil.copy(self.authorities_file, folder / "ca.crt")
        _write(folder / "dsn", self.database_dsn("nianbao"))

    def _folder(self, kind, name):
        folder = self._cluster.objects / kind / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _link(self, kind, name, target):
        place = self._cluster.objects / kind / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)


def _random_text():
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _write(path, text):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
