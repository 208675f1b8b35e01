// IP:PORT to listen on.
import { type AddressInfo, isIP } from "node:net";

export interface ListenAddress {
  host: string;
  port: number;
}

// Of IP:PORT; undefined for another text.
export function listenAddressOf(text: string): ListenAddress | undefined {
  const parts = /^(?:\[(.*)\]|([^:]*)):(\d{1,5})$/.exec(text);
  const host = parts?.[1] ?? parts?.[2] ?? "";
  const port = Number(parts?.[3]);
  return isIP(host) !== 0 && port <= 65535 ? { host, port } : undefined;
}

export function isLoopback(address: string): boolean {
  return (isIP(address) === 4 && address.startsWith("127.")) || address === "::1";
}

export function addressOf({ family, address, port }: AddressInfo): string {
  return family === "IPv6" ? `[${address}]:${port}` : `${address}:${port}`;
}
