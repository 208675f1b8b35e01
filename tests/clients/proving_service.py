"""A service that asks its callers for proof, and what proves them."""
import base64
import json
import pathlib
import re
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONFIG = """
server {{
  listen: "127.0.0.1:0"
  tls {{
    certificate_file: "{folder}/authority/service/tls.crt"
    private_key_file: "{folder}/authority/service/tls.key"
    authorities_file: "{folder}/authority/ca.crt"
  }}
  identity {{ issuers {{ issuer: "test" audience: "nianbao" jwks: "{folder}/jwks.json" }} }}
}}
"""


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], check=True, stdout=subprocess.PIPE).stdout


def base64url(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class ProvingService:
    """nianbao-validation over TLS, with an authority and an issuer of tokens in the folder."""

    def __init__(self, build, folder):
        self._folder = folder
        self._key = folder / "token.pem"
        self.authority = self.make_authority("authority")
        self._certify("service", "IP:127.0.0.1")
        openssl("genpkey", "-algorithm", "ed25519", "-out", self._key)
        public = openssl("pkey", "-in", self._key, "-pubout", "-outform", "DER")[-32:]
        key = {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "kid": "1", "x": base64url(public)}
        (folder / "jwks.json").write_text(json.dumps({"keys": [key]}), encoding="utf-8")
        config = folder / "validation.txtpb"
        config.write_text(CONFIG.format(folder=folder), encoding="utf-8")
        command = [build / "bin/nianbao-validation", "--config", config]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = self._process.stdout.readline()
        self.address = re.search(r"listening on (\S+)", said)[1]

    def end(self):
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()

    def make_authority(self, name):
        """The file with its certificate."""
        command = [ROOT / "deploy/certificates", "init", self._folder / name]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return self._folder / name / "ca.crt"

    def certificate(self, subject):
        """The files of a caller's certificate and its private key."""
        self._certify(subject, f"DNS:{subject}")
        return self._folder / "authority" / subject / "tls.crt", self._folder / "authority" / subject / "tls.key"

    def token(self, subject):
        """A token that holds for an hour."""
        claims = {"iss": "test", "aud": "nianbao", "sub": subject, "exp": int(time.time()) + 3600}
        parts = [{"alg": "EdDSA", "kid": "1", "typ": "JWT"}, claims]
        text = ".".join(base64url(json.dumps(part).encode()) for part in parts)
        signed = self._folder / "signed"
        signed.write_text(text, encoding="utf-8")
        return f"{text}.{base64url(openssl('pkeyutl', '-sign', '-rawin', '-inkey', self._key, '-in', signed))}"

    def _certify(self, name, *names):
        command = [ROOT / "deploy/certificates", "issue", self._folder / "authority", name, *names]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
