// The part of the command line that says how the gateway, its callers and the services prove themselves by certificates.
import { allOrNone } from "../flag_groups.js";
import { OptionError } from "../option_error.js";
import type { UpstreamTlsFiles } from "../upstream/upstream_tls.js";
import type { KeyPairFiles } from "./key_pair.js";

export const TLS_HELP = `\
  --tls-certificate FILE        serve https: PEM file of the certificate with its chain, and
  --tls-key FILE                of its private key; both are read again when they change
  --upstream-authorities FILE   reach the services by TLS: PEM file of the authorities that certify them
  --upstream-certificate FILE   PEM file of the certificate that the gateway shows to the services, and
  --upstream-key FILE           of its private key; all three are read again when they change
`;

export const TLS_FLAGS = {
  "tls-certificate": { type: "string" },
  "tls-key": { type: "string" },
  "upstream-authorities": { type: "string" },
  "upstream-certificate": { type: "string" },
  "upstream-key": { type: "string" },
} as const;

export type TlsFlags = { [name in keyof typeof TLS_FLAGS]?: string | undefined };

export interface TlsOptions {
  // Undefined: callers come in clear text.
  listener: KeyPairFiles | undefined;
  // Undefined: the services are reached in clear text.
  upstream: UpstreamTlsFiles | undefined;
}

// Throws OptionError.
export function tlsOptions(flags: TlsFlags): TlsOptions {
  const listener = allOrNone(flags, ["tls-certificate", "tls-key"]);
  const own = allOrNone(flags, ["upstream-certificate", "upstream-key"]);
  const authorities = flags["upstream-authorities"];
  if (own !== undefined && authorities === undefined) {
    throw new OptionError(
      "upstream-certificate: got it without upstream-authorities, want both",
      "参数 --upstream-certificate 须与 --upstream-authorities 同时给出。",
    );
  }
  return {
    listener: listener && { certificate: listener["tls-certificate"], key: listener["tls-key"] },
    upstream:
      authorities === undefined
        ? undefined
        : { authorities, own: own && { certificate: own["upstream-certificate"], key: own["upstream-key"] } },
  };
}
