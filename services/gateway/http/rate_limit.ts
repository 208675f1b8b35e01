// How often one client may call: a bucket of tokens for each, refilled steadily.
export interface Rate {
  perSecond: number;
  burst: number;
}

interface Bucket {
  tokens: number;
  filledMs: number;
}

// Clients remembered; beyond it those are forgotten whose buckets have been full for longest.
const CLIENTS_MAX = 100_000;

export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: Rate,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  // Milliseconds until the client may come again; 0 when it may now, and has.
  take(client: string): number {
    const now = this.nowMs();
    const { perSecond, burst } = this.rate;
    const bucket = this.buckets.get(client) ?? { tokens: burst, filledMs: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledMs) / 1000) * perSecond);
    bucket.filledMs = now;
    // The map keeps the order in which clients came last.
    this.buckets.delete(client);
    this.buckets.set(client, bucket);
    for (const oldest of this.buckets.keys()) {
      if (this.buckets.size <= CLIENTS_MAX) break;
      this.buckets.delete(oldest);
    }
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / perSecond) * 1000);
    bucket.tokens -= 1;
    return 0;
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
