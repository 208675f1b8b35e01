// How the gateway and the services prove themselves to each other.
import { X509Certificate } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import { followFiles } from "../followed_files.js";
import { OptionError } from "../option_error.js";
import { describe, type KeyPair, type KeyPairFiles, readKeyPair, readPem } from "../tls/key_pair.js";

export interface UpstreamTlsFiles {
  // Those by whom the services must be certified.
  authorities: string;
  // Of the gateway itself; undefined: it shows none.
  own: KeyPairFiles | undefined;
}

export class UpstreamTls {
  // For connections that are opened from now on.
  context: SecureContext;
  own: KeyPair | undefined;

  // Throws OptionError.
  constructor(private readonly files: UpstreamTlsFiles) {
    [this.context, this.own] = read(files);
  }

  // Reads the files again whenever they change, until the function that it returns is called.
  follow(): () => void {
    const { authorities, own } = this.files;
    return followFiles("upstream-certificate", [authorities, ...(own ? [own.certificate, own.key] : [])], () => {
      [this.context, this.own] = read(this.files);
      return this.own === undefined ? "authorities" : `authorities and ${describe(this.own)}`;
    });
  }
}

function read({ authorities, own }: UpstreamTlsFiles): [SecureContext, KeyPair | undefined] {
  const ca = readPem("upstream-authorities", authorities);
  const pair = own && readKeyPair("upstream-certificate", own);
  try {
    new X509Certificate(ca);
    return [createSecureContext({ ca, minVersion: "TLSv1.2", ...(pair && { cert: pair.cert, key: pair.key }) }), pair];
  } catch (error) {
    throw new OptionError(
      `upstream-authorities: ${authorities}: want certificates in PEM (${(error as Error).message})`,
      `文件 ${authorities} 不是 PEM 格式的证书。`,
    );
  }
}
