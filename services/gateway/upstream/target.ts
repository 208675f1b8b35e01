// Where a service is: HOST:PORT, of which the host may have several addresses, with a replica of the service at each.
export interface Target {
  // A name, an IPv4 address, or an IPv6 address without brackets.
  host: string;
  port: number;
  // IP:PORT of the name server that is asked for the addresses; undefined: as the system looks up.
  nameServer?: string | undefined;
}

// Of HOST:PORT; undefined for another text.
export function targetOf(text: string): Target | undefined {
  const parts = /^(?:\[([0-9a-fA-F:.]+)\]|([^:/\s[\]]+)):(\d{1,5})$/.exec(text);
  const host = parts?.[1] ?? parts?.[2];
  const port = Number(parts?.[3]);
  return host !== undefined && port > 0 && port <= 65535 ? { host, port } : undefined;
}

export function authorityOf({ host, port }: Target): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
