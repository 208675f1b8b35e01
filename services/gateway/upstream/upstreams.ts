// Where the services are.
import type { DescService } from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import { type Repeated, repeatingTransport } from "./repeating_transport.js";
import { type Lookup, Replicas } from "./replicas.js";
import { authorityOf, type Target } from "./target.js";
import type { UpstreamTls } from "./upstream_tls.js";

export interface Upstream extends Target {
  // Of the full name of a service, such as "nianbao.document.v1"; empty for all.
  prefix: string;
}

export interface UpstreamOptions {
  tls?: UpstreamTls | undefined;
  repeated?: Repeated;
  lookup?: Lookup;
}

// The upstreams with the longest prefix of the service's name, which are replicas of each other. Services of the same
// replicas share connections.
export function transportsTo(
  upstreams: Upstream[],
  { tls, repeated = () => {}, lookup }: UpstreamOptions = {},
): (service: DescService) => Transport | undefined {
  const byPrefix = new Map<string, Upstream[]>();
  for (const upstream of upstreams) byPrefix.set(upstream.prefix, [...(byPrefix.get(upstream.prefix) ?? []), upstream]);
  const byTargets = new Map<string, Transport>();
  const transportOf = (targets: Target[]) => {
    const key = targets
      .map((target) => `${target.nameServer ?? ""}/${authorityOf(target)}`)
      .sort()
      .join();
    const transport = byTargets.get(key) ?? repeatingTransport(new Replicas(targets, tls, lookup), repeated);
    byTargets.set(key, transport);
    return transport;
  };
  const longestFirst = [...byPrefix]
    .sort(([a], [b]) => b.length - a.length)
    .map(([prefix, targets]) => ({ prefix, transport: transportOf(targets) }));
  return ({ typeName }) =>
    longestFirst.find(({ prefix }) => prefix === "" || `${typeName}.`.startsWith(`${prefix}.`))?.transport;
}
