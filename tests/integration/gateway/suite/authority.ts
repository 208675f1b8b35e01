// An authority of the test, with the certificates that it gives, made by openssl.
import { execFileSync } from "node:child_process";
import { randomBytes, X509Certificate } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
export const ON_LOOPBACK = "IP:127.0.0.1,IP:127.0.0.2,DNS:localhost";

export interface Issued {
  certificate: string;
  key: string;
  serial: string;
  expirySeconds: number;
}

export class Authority {
  private constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {}

  static create(folder: string, name: string): Authority {
    const authority = new Authority(folder, name);
    openssl(
      "req",
      "-x509",
      ...KEY,
      "-days",
      "1",
      "-subj",
      `/CN=${name}`,
      "-keyout",
      authority.key,
      "-out",
      authority.file,
    );
    return authority;
  }

  get file(): string {
    return `${this.folder}/${this.name}.crt`;
  }

  get pem(): string {
    return readFileSync(this.file, "utf8");
  }

  // A certificate of these names in files of this name, in the place of those that were there.
  issue(file: string, names = ON_LOOPBACK): Issued {
    const path = `${this.folder}/${file}`;
    const request = `${path}.csr`;
    openssl("req", "-new", ...KEY, "-subj", `/CN=${file}`, "-keyout", `${path}.key.new`, "-out", request);
    writeFileSync(`${path}.ext`, `subjectAltName=${names}\n`);
    openssl(
      ...["x509", "-req", "-in", request, "-days", "1", "-CA", this.file, "-CAkey", this.key],
      ...["-set_serial", `0x4${randomBytes(8).toString("hex")}`, "-extfile", `${path}.ext`, "-out", `${path}.crt.new`],
    );
    for (const kind of ["key", "crt"]) renameSync(`${path}.${kind}.new`, `${path}.${kind}`);
    const { serialNumber, validTo } = new X509Certificate(readFileSync(`${path}.crt`));
    const expirySeconds = Date.parse(validTo) / 1000;
    return { certificate: `${path}.crt`, key: `${path}.key`, serial: serialNumber, expirySeconds };
  }

  private get key(): string {
    return `${this.folder}/${this.name}.key`;
  }
}

// openssl writes keys that others may not read.
function openssl(...args: string[]): void {
  execFileSync("openssl", args, { stdio: ["ignore", "ignore", "pipe"] });
}
