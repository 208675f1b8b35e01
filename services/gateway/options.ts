// The command line.
import { isIP } from "node:net";
import { parseArgs } from "node:util";
import { isLoopback, type ListenAddress, listenAddressOf } from "./http/listen_address.js";
import {
  IDENTITY_FLAGS,
  IDENTITY_HELP,
  type IdentityOptions,
  identityOptions,
  isIdentified,
} from "./identity/options.js";
import { OptionError } from "./option_error.js";
import { TLS_FLAGS, TLS_HELP, type TlsOptions, tlsOptions } from "./tls/options.js";
import { targetOf } from "./upstream/target.js";
import type { Upstream } from "./upstream/upstreams.js";

export interface Options {
  listen: ListenAddress;
  // Ports of their own for probes and Prometheus, if there are any.
  healthListen: ListenAddress | undefined;
  metricsListen: ListenAddress | undefined;
  tls: TlsOptions;
  upstreams: Upstream[];
  files: string | undefined;
  allowedOrigins: Set<string>;
  unauthenticated: boolean;
  identity: IdentityOptions;
  requestBytesMax: number;
  callsPerSecond: number;
  burst: number;
  // How long health says that the gateway stops before it does, and how long running calls may take then.
  drain: { announceMs: number; graceMs: number };
  descriptors: string | URL;
}

export type Command =
  | { does: "help" }
  // Prints the public key that belongs to the private one in the file.
  | { does: "print-jwks"; tokenKey: string }
  | { does: "serve"; options: Options };

export const HELP = `The suite for browsers and HTTP callers: Connect, gRPC-Web, gRPC and JSON on one port.
Usage: nianbao-gateway [OPTIONS]

  --listen IP:PORT              address to listen on; port 0 picks a free one; beyond loopback only with --tls-certificate
                                and a way to know callers [127.0.0.1:7135]
  --upstream [PREFIX=][dns:]HOST:PORT
                                where the services are, or those whose name begins with PREFIX, such as
                                nianbao.document.v1; may be repeated. Calls take turns at all addresses of the host, and at
                                all upstreams of one PREFIX; dns://IP:PORT/HOST:PORT asks that name server
                                [127.0.0.1:7130]
${TLS_HELP}\
  --files DIR                   folder of files to serve, with index.html for the paths of its application
  --allow-origin ORIGIN         origin of pages elsewhere that may call; may be repeated
  --unauthenticated             pass on the names that callers give themselves; only for use on this machine
${IDENTITY_HELP}\
  --request-bytes-max N         largest request, but for those that hold documents [4194304]
  --calls-per-second N          calls of one client, for long [100]
  --burst N                     calls of one client, at once [1000]
  --health-listen IP:PORT       address that answers GET /healthz alone, in clear text: 200, or 503 once the gateway stops
  --metrics-listen IP:PORT      address that answers GET /metrics alone, in clear text, for Prometheus
  --drain-announce SECONDS      how long after SIGTERM /healthz says 503 before calls are no longer taken [0]
  --drain-grace SECONDS         how long calls may run on then; streams end at once [10]
  --descriptors FILE            descriptor set of the suite [the one that was built with the gateway]
  --print-jwks                  prints the public key of --token-key (JWKS), by which services know the gateway's tokens
  --help                        prints this
`;

const DRAIN_SECONDS_MAX = 3600;

// Throws OptionError.
export function parseCommand(args: string[]): Command {
  const values = parse(args);
  if (values.help) return { does: "help" };
  if (values["print-jwks"]) return printJwks(values["token-key"]);
  const listen = addressOption("listen", values.listen);
  const identity = identityOptions(values);
  const tls = tlsOptions(values);
  if (values.unauthenticated && isIdentified(identity)) throw contradiction();
  if (!isLoopback(listen.host) && (tls.listener === undefined || !isIdentified(identity))) throw exposed(values.listen);
  const options: Options = {
    listen,
    healthListen: optionalAddress("health-listen", values["health-listen"]),
    metricsListen: optionalAddress("metrics-listen", values["metrics-listen"]),
    tls,
    upstreams: values.upstream.map(upstream),
    files: values.files,
    allowedOrigins: new Set(values["allow-origin"]),
    unauthenticated: values.unauthenticated,
    identity,
    requestBytesMax: positive("request-bytes-max", values["request-bytes-max"]),
    callsPerSecond: positive("calls-per-second", values["calls-per-second"]),
    burst: positive("burst", values.burst),
    drain: {
      announceMs: milliseconds("drain-announce", values["drain-announce"]),
      graceMs: milliseconds("drain-grace", values["drain-grace"]),
    },
    // Beside the folder that holds services/gateway, as it was built.
    descriptors: values.descriptors ?? new URL("../../descriptors.binpb", import.meta.url),
  };
  return { does: "serve", options };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        listen: { type: "string", default: "127.0.0.1:7135" },
        upstream: { type: "string", multiple: true, default: ["127.0.0.1:7130"] },
        files: { type: "string" },
        "allow-origin": { type: "string", multiple: true, default: [] },
        unauthenticated: { type: "boolean", default: false },
        ...TLS_FLAGS,
        ...IDENTITY_FLAGS,
        "request-bytes-max": { type: "string", default: String(4 << 20) },
        "calls-per-second": { type: "string", default: "100" },
        burst: { type: "string", default: "1000" },
        "health-listen": { type: "string" },
        "metrics-listen": { type: "string" },
        "drain-announce": { type: "string", default: "0" },
        "drain-grace": { type: "string", default: "10" },
        descriptors: { type: "string" },
        "print-jwks": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionError((error as Error).message, "命令行参数有误，用 --help 查看用法。");
  }
}

function contradiction(): OptionError {
  return new OptionError(
    "unauthenticated: got it beside a way to know callers, want one of the two",
    "已配置身份认证，不能同时使用 --unauthenticated。",
  );
}

function printJwks(tokenKey: string | undefined): Command {
  if (tokenKey !== undefined) return { does: "print-jwks", tokenKey };
  throw new OptionError(
    "print-jwks: got no token-key, want the file of the key",
    "参数 --print-jwks 须与 --token-key 同时给出。",
  );
}

function exposed(listen: string): OptionError {
  return new OptionError(
    `listen: got ${listen}, want an address on loopback such as 127.0.0.1:7135, or tls-certificate and a way to know callers`,
    "没有 TLS 证书和身份认证时，服务只能在本机回环地址上监听，例如 127.0.0.1:7135。要对外提供服务，" +
      "请同时给出 --tls-certificate、--tls-key，以及签名调用（--hmac-clients）或登录（--oidc-issuer）的参数。",
  );
}

function addressOption(name: string, text: string): ListenAddress {
  const address = listenAddressOf(text);
  if (address !== undefined) return address;
  throw new OptionError(
    `${name}: got "${text}", want IP:PORT such as 127.0.0.1:7135`,
    `参数 --${name} 应写作 IP:端口，例如 127.0.0.1:7135；端口写 0 表示自动选择。`,
  );
}

function optionalAddress(name: string, text: string | undefined): ListenAddress | undefined {
  return text === undefined ? undefined : addressOption(name, text);
}

// With "dns:", "dns:///" or "dns://NAME_SERVER/" before it the target is what gRPC takes; names are looked up either way.
function upstream(text: string): Upstream {
  const parts = /^(?:([\w.]+)=)?(?:dns:(?:\/\/([^/\s]*)\/)?)?(\S+)$/.exec(text);
  const target = targetOf(parts?.[3] ?? "");
  const nameServer = parts?.[2] || undefined;
  if (target === undefined || (nameServer !== undefined && isIP(targetOf(nameServer)?.host ?? "") === 0)) {
    throw new OptionError(
      `upstream: got "${text}", want HOST:PORT or PREFIX=HOST:PORT`,
      "后台服务地址应写作 主机:端口，或 服务名前缀=主机:端口。",
    );
  }
  return { prefix: parts?.[1] ?? "", ...target, ...(nameServer !== undefined && { nameServer }) };
}

function milliseconds(name: string, text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds > DRAIN_SECONDS_MAX) {
    throw new OptionError(
      `${name}: got "${text}", want seconds from 0 to ${DRAIN_SECONDS_MAX}`,
      `参数 --${name} 应为 0 至 ${DRAIN_SECONDS_MAX} 的秒数。`,
    );
  }
  return seconds * 1000;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value <= 0) {
    throw new OptionError(`${name}: got "${text}", want a whole number above 0`, `参数 --${name} 应为大于 0 的整数。`);
  }
  return value;
}
