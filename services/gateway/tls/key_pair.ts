// A certificate and its private key, as two PEM files of which the second is secret.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { OptionError } from "../option_error.js";
import { readSecretFile } from "../secret_file.js";

export interface KeyPairFiles {
  // With its chain.
  certificate: string;
  key: string;
}

export interface KeyPair {
  cert: string;
  key: string;
  certificate: X509Certificate;
}

// option is the one that names the certificate. Throws OptionError.
export function readKeyPair(option: string, files: KeyPairFiles): KeyPair {
  const key = readSecretFile(option.replace(/certificate$/, "key"), files.key);
  const cert = readPem(option, files.certificate);
  const wrong = (message: string, chinese: string) =>
    new OptionError(`${option}: ${files.certificate}, ${files.key}: ${message}`, chinese);
  let certificate: X509Certificate;
  let isPair: boolean;
  try {
    certificate = new X509Certificate(cert);
    isPair = certificate.checkPrivateKey(createPrivateKey(key));
  } catch (error) {
    throw wrong(
      `want a certificate and a key in PEM without a password (${(error as Error).message})`,
      `证书 ${files.certificate} 或私钥 ${files.key} 不是 PEM 格式，或私钥有密码。`,
    );
  }
  if (!isPair) {
    throw wrong(
      "got the key of another certificate, want that of this one",
      `私钥 ${files.key} 与证书 ${files.certificate} 不配对，请核对两个文件。`,
    );
  }
  return { cert, key, certificate };
}

// Throws OptionError.
export function readPem(option: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new OptionError(`${option}: ${(error as Error).message}`, `无法读取文件 ${path}，请核对路径和权限。`);
  }
}

export function describe({ certificate }: KeyPair): string {
  return `serial ${certificate.serialNumber}, valid until ${new Date(certificate.validTo).toISOString()}`;
}
