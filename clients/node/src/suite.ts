// The way to the services.
import { readFileSync } from "node:fs";
import type { DescService } from "@bufbuild/protobuf";
import { type CallCredentials, type ChannelCredentials, Client, credentials, Metadata } from "@grpc/grpc-js";
import { type ServiceClient, serviceClient } from "./service_client.js";

// What the suite's own programs call with: which calls are made again, how often, and how replicas take turns.
const SERVICE_CONFIG = readFileSync(new URL("../service_config.json", import.meta.url), "utf8");
// What the server would refuse is refused here, before it is sent.
const MESSAGE_BYTES_MAX = 24 << 20;

/** Certificates in PEM. */
export interface Tls {
  /** Those by whom the server must be certified; without them those that Node.js knows. */
  authorities?: Buffer;
  /** The caller's own, for servers that ask for one: both or neither. */
  certificate?: Buffer;
  key?: Buffer;
}

export interface ChannelOptions {
  /** Undefined: without TLS. */
  tls?: Tls;
  /** The bearer token (JWT), or what gives the one to use now. It goes over TLS alone. */
  token?: string | (() => string | Promise<string>);
  /** Who calls, where the server asks for no proof of it. */
  actor?: string;
  /** How long a call may take that names no time of its own; 30 s. */
  timeoutMs?: number;
}

export class Suite {
  private readonly channel: Client;
  private readonly metadata = new Metadata();
  private readonly timeoutMs: number;

  /**
   * A channel to HOST:PORT, or to a name such as dns:///nianbao-submission:7133 whose addresses are used in turn. It
   * waits for nothing until it is used. A call that was answered UNAVAILABLE, or CANCELLED by a server that stops, is
   * made again, up to three times within its deadline, as long as nothing of the answer has come.
   * Throws an Error for a token without TLS, and for certificates that are none.
   */
  constructor(address: string, { tls, token, actor, timeoutMs = 30_000 }: ChannelOptions = {}) {
    this.channel = new Client(address, channelCredentials(tls, token), {
      "grpc.service_config": SERVICE_CONFIG,
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": MESSAGE_BYTES_MAX,
      // A server that comes back is found again within a second.
      "grpc.initial_reconnect_backoff_ms": 100,
      "grpc.max_reconnect_backoff_ms": 1000,
      "grpc.dns_min_time_between_resolutions_ms": 1000,
      // A server that is gone without a word is missed within forty seconds. Servers allow a ping every twenty.
      "grpc.keepalive_time_ms": 30_000,
      "grpc.keepalive_timeout_ms": 10_000,
    });
    if (actor !== undefined) this.metadata.set("nianbao-actor-bin", Buffer.from(actor));
    this.timeoutMs = timeoutMs;
  }

  /** Calls of a service, by its generated description. */
  client<S extends DescService>(service: S): ServiceClient<S> {
    return serviceClient(service, { channel: this.channel, metadata: this.metadata, timeoutMs: this.timeoutMs });
  }

  /** Ends the channel; calls under way end as CANCELLED or finish. */
  close(): void {
    this.channel.close();
  }
}

function channelCredentials(tls: Tls | undefined, token: ChannelOptions["token"]): ChannelCredentials {
  if (tls === undefined) {
    if (token !== undefined)
      throw new Error("token: got one without tls, want tls: everybody on the way could read it");
    return credentials.createInsecure();
  }
  const { authorities = null, key = null, certificate = null } = tls;
  const secured = credentials.createSsl(authorities, key, certificate);
  return token === undefined ? secured : credentials.combineChannelCredentials(secured, bearer(token));
}

function bearer(token: NonNullable<ChannelOptions["token"]>): CallCredentials {
  return credentials.createFromMetadataGenerator((_, done) => {
    Promise.resolve(typeof token === "string" ? token : token()).then(
      (now) => {
        const metadata = new Metadata();
        metadata.set("authorization", `Bearer ${now}`);
        done(null, metadata);
      },
      (error) => done(error as Error),
    );
  });
}
