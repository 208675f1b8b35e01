// All replicas of a service, taken in turns.
import { Resolver, lookup as systemLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { Code, ConnectError } from "@connectrpc/connect";
import { logFault, logNotice } from "../log.js";
import { Replica } from "./replica.js";
import { authorityOf, type Target } from "./target.js";
import type { UpstreamTls } from "./upstream_tls.js";

// All addresses of a name.
export type Lookup = (host: string) => Promise<string[]>;

// Addresses are looked up again after so long, or so soon after a replica was not there.
const LOOK_EVERY_MS = 10_000;
const LOOK_AFTER_FAILURE_MS = 1000;
// For each of two tries.
const NAME_SERVER_TIMEOUT_MS = 2000;

export class Replicas {
  // Of each target, by address.
  private readonly known = new Map<Target, Map<string, Replica>>();
  private all: Replica[] = [];
  private turn = 0;
  private lookedMs = Number.NEGATIVE_INFINITY;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly targets: Target[],
    private readonly tls: UpstreamTls | undefined,
    private readonly lookup: Lookup = lookupBySystem,
  ) {}

  // The next one that stands, if it can be one that was not tried. Throws ConnectError when no address is known.
  async pick(tried: ReadonlySet<Replica>): Promise<Replica> {
    if (this.all.length === 0) await this.look();
    else if (performance.now() - this.lookedMs > LOOK_EVERY_MS) void this.look();
    for (const replica of this.all) {
      if (!replica.isConnected && !replica.isResting) replica.connect().catch(() => this.lookAfterFailure());
    }
    const untried = this.all.filter((replica) => !tried.has(replica));
    const left = untried.length > 0 ? untried : this.all;
    const candidates = firstWithAny([
      left.filter((replica) => replica.isConnected),
      left.filter((replica) => !replica.isResting),
      left,
    ]);
    this.turn = (this.turn + 1) % Number.MAX_SAFE_INTEGER;
    const replica = candidates[this.turn % candidates.length];
    if (replica !== undefined) return replica;
    throw new ConnectError(`got no address of ${this.targets.map(authorityOf)}`, Code.Unavailable);
  }

  private lookAfterFailure(): void {
    if (performance.now() - this.lookedMs > LOOK_AFTER_FAILURE_MS) void this.look();
  }

  private look(): Promise<void> {
    this.looking ??= Promise.all(this.targets.map((target) => this.lookOne(target))).then(() => {
      this.looking = undefined;
      this.lookedMs = performance.now();
      this.all = this.targets.flatMap((target) => [...(this.known.get(target)?.values() ?? [])]);
    });
    return this.looking;
  }

  // Addresses that cannot be looked up stay as they were.
  private async lookOne(target: Target): Promise<void> {
    const before = this.known.get(target) ?? new Map<string, Replica>();
    let addresses: string[];
    try {
      addresses = isIP(target.host) ? [target.host] : (await this.lookupOf(target)(target.host)).sort();
    } catch (error) {
      logFault(`upstream ${authorityOf(target)}: ${(error as Error).message}`);
      return;
    }
    if (addresses.length === before.size && addresses.every((address) => before.has(address))) return;
    // A replica that has gone ends its calls; its connection closes when it has none.
    this.known.set(
      target,
      new Map(addresses.map((address) => [address, before.get(address) ?? new Replica(address, target, this.tls)])),
    );
    if (!isIP(target.host)) logNotice(`upstream ${authorityOf(target)}: at ${addresses.join(", ")}`);
  }

  private lookupOf({ nameServer }: Target): Lookup {
    return nameServer === undefined ? this.lookup : (host) => lookupAt(nameServer, host);
  }
}

function firstWithAny(lists: Replica[][]): Replica[] {
  return lists.find((list) => list.length > 0) ?? [];
}

async function lookupBySystem(host: string): Promise<string[]> {
  return (await systemLookup(host, { all: true })).map(({ address }) => address);
}

async function lookupAt(nameServer: string, host: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: NAME_SERVER_TIMEOUT_MS, tries: 2 });
  resolver.setServers([nameServer]);
  return resolver.resolve4(host);
}
