// How often one client may call: so many at once, and then at a steady pace.
export interface Rate {
  perSecond: number;
  burst: number;
}

// Clients remembered; beyond it those are forgotten that have not come for longest.
const CLIENTS_MAX = 100_000;

export class RateLimit {
  private readonly intervalMs: number;
  private readonly burstMs: number;
  // When each client will have nothing of its burst taken any more; in the order in which they came last.
  private readonly freeMs = new Map<string, number>();

  constructor(
    { perSecond, burst }: Rate,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.intervalMs = 1000 / perSecond;
    this.burstMs = burst * this.intervalMs;
  }

  // Milliseconds until the client may come again; 0 when it may now, and has.
  take(client: string): number {
    const now = this.nowMs();
    const free = Math.max(this.freeMs.get(client) ?? now, now);
    const waitMs = Math.ceil(free + this.intervalMs - now - this.burstMs);
    this.freeMs.delete(client);
    this.freeMs.set(client, waitMs > 0 ? free : free + this.intervalMs);
    for (const oldest of this.freeMs.keys()) {
      if (this.freeMs.size <= CLIENTS_MAX) break;
      this.freeMs.delete(oldest);
    }
    return Math.max(0, waitMs);
  }
}

// An IPv6 client has a network of its own.
export function clientOf(address: string | undefined): string {
  if (address === undefined) return "";
  if (address.startsWith("::ffff:") || !address.includes(":")) return address;
  const [head = "", tail] = address.split("%", 1)[0]?.split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  while (tail !== undefined && groups.length + after.length < 8) groups.push("0");
  return [...groups, ...after].slice(0, 4).join(":");
}
