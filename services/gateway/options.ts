// The command line.
import { isIP } from "node:net";
import { parseArgs } from "node:util";
import type { Upstream } from "./bridge/upstreams.js";
import {
  IDENTITY_FLAGS,
  IDENTITY_HELP,
  type IdentityOptions,
  identityOptions,
  isIdentified,
} from "./identity/options.js";
import { OptionError } from "./option_error.js";

export interface Options {
  host: string;
  port: number;
  upstreams: Upstream[];
  files: string | undefined;
  allowedOrigins: Set<string>;
  unauthenticated: boolean;
  identity: IdentityOptions;
  requestBytesMax: number;
  callsPerSecond: number;
  burst: number;
  descriptors: string | URL;
}

export const HELP = `The suite for browsers and HTTP callers: Connect, gRPC-Web, gRPC and JSON on one port.
Usage: nianbao-gateway [OPTIONS]

  --listen IP:PORT              address on loopback to listen on; port 0 picks a free one [127.0.0.1:7135]
  --upstream [PREFIX=]HOST:PORT where the services are, or those whose name begins with PREFIX, such as
                                nianbao.document.v1; may be repeated [127.0.0.1:7130]
  --files DIR                   folder of files to serve, with index.html for the paths of its application
  --allow-origin ORIGIN         origin of pages elsewhere that may call; may be repeated
  --unauthenticated             pass on the names that callers give themselves; only for use on this machine
${IDENTITY_HELP}\
  --request-bytes-max N         largest request, but for those that hold documents [4194304]
  --calls-per-second N          calls of one client, for long [100]
  --burst N                     calls of one client, at once [1000]
  --descriptors FILE            descriptor set of the suite [the one that was built with the gateway]
  --help                        prints this
`;

// Undefined when help is asked for.
export function parseOptions(args: string[]): Options | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const { host, port } = listenAddress(values.listen);
  const identity = identityOptions(values);
  if (values.unauthenticated && isIdentified(identity)) throw contradiction();
  return {
    host,
    port,
    upstreams: values.upstream.map(upstream),
    files: values.files,
    allowedOrigins: new Set(values["allow-origin"]),
    unauthenticated: values.unauthenticated,
    identity,
    requestBytesMax: positive("request-bytes-max", values["request-bytes-max"]),
    callsPerSecond: positive("calls-per-second", values["calls-per-second"]),
    burst: positive("burst", values.burst),
    // Beside the folder that holds services/gateway, as it was built.
    descriptors: values.descriptors ?? new URL("../../descriptors.binpb", import.meta.url),
  };
}

export function isLoopback(address: string): boolean {
  return (isIP(address) === 4 && address.startsWith("127.")) || address === "::1";
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
        ...IDENTITY_FLAGS,
        "request-bytes-max": { type: "string", default: String(4 << 20) },
        "calls-per-second": { type: "string", default: "100" },
        burst: { type: "string", default: "1000" },
        descriptors: { type: "string" },
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

function listenAddress(text: string): { host: string; port: number } {
  const parts = /^(?:\[(.*)\]|([^:]*)):(\d{1,5})$/.exec(text);
  const host = parts?.[1] ?? parts?.[2] ?? "";
  const port = Number(parts?.[3]);
  if (isIP(host) === 0 || !(port <= 65535)) {
    throw new OptionError(
      `listen: got "${text}", want IP:PORT such as 127.0.0.1:7135`,
      "监听地址应写作 IP:端口，例如 127.0.0.1:7135；端口写 0 表示自动选择。",
    );
  }
  if (!isLoopback(host)) {
    throw new OptionError(
      `listen: got ${text}, want an address on loopback such as 127.0.0.1:7135`,
      "未配置身份认证时，服务只能在本机回环地址上监听，例如 127.0.0.1:7135。",
    );
  }
  return { host, port };
}

function upstream(text: string): Upstream {
  const parts = /^(?:([\w.]+)=)?([^=/\s]+:\d{1,5})$/.exec(text);
  if (parts?.[2] === undefined || !URL.canParse(`http://${parts[2]}`)) {
    throw new OptionError(
      `upstream: got "${text}", want HOST:PORT or PREFIX=HOST:PORT`,
      "后台服务地址应写作 主机:端口，或 服务名前缀=主机:端口。",
    );
  }
  return { prefix: parts[1] ?? "", address: parts[2] };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value <= 0) {
    throw new OptionError(`${name}: got "${text}", want a whole number above 0`, `参数 --${name} 应为大于 0 的整数。`);
  }
  return value;
}
