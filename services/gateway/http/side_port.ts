// A port of its own for those who watch over the gateway: plain HTTP, no calls, no identity.
import http from "node:http";
import type { AddressInfo } from "node:net";
import { type Attempt, answer } from "./exchange.js";
import { addressOf, type ListenAddress } from "./listen_address.js";

const REQUEST_TIMEOUT_MS = 10_000;
const CONNECTIONS_MAX = 100;

export interface SidePort {
  // IP:PORT as bound.
  address: string;
  close(): void;
}

export async function openSidePort({ host, port }: ListenAddress, page: Attempt): Promise<SidePort> {
  const server = http.createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    if (!page(request, response)) answer(response, 404, "text/plain; charset=utf-8", "没有这个地址。\n");
  });
  server.maxConnections = CONNECTIONS_MAX;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    address: addressOf(server.address() as AddressInfo),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
