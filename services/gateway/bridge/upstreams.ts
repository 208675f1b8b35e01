// Where the services are.
import type { DescService } from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";

export interface Upstream {
  // Of the full name of a service, such as "nianbao.document.v1"; empty for all.
  prefix: string;
  // HOST:PORT.
  address: string;
}

// No message of the suite is larger.
const MESSAGE_BYTES_MAX = 24 << 20;
// A connection that says nothing is asked whether it still stands.
const PING_INTERVAL_MS = 60_000;

// The upstream with the longest prefix of the service's name; services of one address share a connection.
export function transportsTo(upstreams: Upstream[]): (service: DescService) => Transport | undefined {
  const transports = new Map<string, Transport>();
  for (const { address } of upstreams) {
    transports.set(
      address,
      createGrpcTransport({
        baseUrl: `http://${address}`,
        readMaxBytes: MESSAGE_BYTES_MAX,
        writeMaxBytes: MESSAGE_BYTES_MAX,
        pingIntervalMs: PING_INTERVAL_MS,
      }),
    );
  }
  const longestFirst = [...upstreams].sort((a, b) => b.prefix.length - a.prefix.length);
  return ({ typeName }) => {
    const upstream = longestFirst.find(({ prefix }) => prefix === "" || `${typeName}.`.startsWith(`${prefix}.`));
    return upstream && transports.get(upstream.address);
  };
}
