// A generated service as typed calls of grpc-js.
import {
  create,
  type DescMessage,
  type DescMethod,
  type DescService,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import {
  type Client,
  type ClientReadableStream,
  type ClientWritableStream,
  type Metadata,
  type ServiceError,
  status,
} from "@grpc/grpc-js";
import { Refusal } from "./refusal.js";

export interface CallOptions {
  /** How long the whole call may take, a stream with all its messages; then it ends as DEADLINE_EXCEEDED. */
  timeoutMs?: number;
  /** Aborted: the call ends as CANCELLED. */
  signal?: AbortSignal;
}

/** Every call of them throws Refusal. A stream that is left before its end is cancelled. */
export type ServiceClient<S extends DescService> = { [M in keyof S["method"]]: Call<S["method"][M]> };

type Call<M extends DescMethod> = M["methodKind"] extends "unary"
  ? (request: MessageInitShape<M["input"]>, options?: CallOptions) => Promise<MessageShape<M["output"]>>
  : M["methodKind"] extends "server_streaming"
    ? (request: MessageInitShape<M["input"]>, options?: CallOptions) => AsyncGenerator<MessageShape<M["output"]>>
    : M["methodKind"] extends "bidi_streaming"
      ? (
          requests: Iterable<MessageInitShape<M["input"]>> | AsyncIterable<MessageInitShape<M["input"]>>,
          options?: CallOptions,
        ) => AsyncGenerator<MessageShape<M["output"]>>
      : never;

/** With what calls are made. */
export interface Calling {
  channel: Client;
  /** Goes with every call. */
  metadata: Metadata;
  timeoutMs: number;
}

export function serviceClient<S extends DescService>(service: S, calling: Calling): ServiceClient<S> {
  const calls = service.methods.map((method) => [method.localName, callOf(method, calling)]);
  return Object.fromEntries(calls) as ServiceClient<S>;
}

type Init = MessageInitShape<DescMessage>;
type Message = MessageShape<DescMessage>;

function callOf(method: DescMethod, { channel, metadata, timeoutMs }: Calling): unknown {
  const path = `/${method.parent.typeName}/${method.name}`;
  const serialise = (request: Message) => Buffer.from(toBinary(method.input, request));
  const parse = (bytes: Buffer) => fromBinary(method.output, bytes);
  const deadline = (options: CallOptions) => ({ deadline: Date.now() + (options.timeoutMs ?? timeoutMs) });
  switch (method.methodKind) {
    case "unary":
      return (request: Init, options: CallOptions = {}) =>
        new Promise<Message>((resolve, reject) => {
          const { signal } = options;
          if (signal?.aborted) return reject(Refusal.cancelled());
          const call = channel.makeUnaryRequest(
            path,
            serialise,
            parse,
            create(method.input, request),
            metadata,
            deadline(options),
            (error, response) => {
              signal?.removeEventListener("abort", cancel);
              if (response === undefined) reject(Refusal.of(error as ServiceError));
              else resolve(response);
            },
          );
          const cancel = () => call.cancel();
          signal?.addEventListener("abort", cancel);
        });
    case "server_streaming":
      return (request: Init, options: CallOptions = {}) =>
        answers(
          () =>
            channel.makeServerStreamRequest(
              path,
              serialise,
              parse,
              create(method.input, request),
              metadata,
              deadline(options),
            ),
          options.signal,
        );
    case "bidi_streaming":
      return (requests: Iterable<Init> | AsyncIterable<Init>, options: CallOptions = {}) =>
        answers(() => {
          const call = channel.makeBidiStreamRequest(path, serialise, parse, metadata, deadline(options));
          const messages = async function* () {
            for await (const request of requests) yield create(method.input, request);
          };
          void send(messages(), call);
          return call;
        }, options.signal);
    case "client_streaming":
      throw new Error(`${path}: the suite has no method that takes a stream and gives a single answer`);
  }
}

async function* answers(open: () => ClientReadableStream<Message>, signal?: AbortSignal): AsyncGenerator<Message> {
  if (signal?.aborted) throw Refusal.cancelled();
  const call = open();
  const cancel = () => call.cancel();
  signal?.addEventListener("abort", cancel);
  // One that is left before its end still tells that it was cancelled, to nobody.
  call.on("error", () => {});
  try {
    for await (const message of call) yield message;
  } catch (error) {
    throw isServiceError(error) ? Refusal.of(error) : error;
  } finally {
    signal?.removeEventListener("abort", cancel);
    call.cancel();
  }
}

// Takes no further request while the ones before are not sent. What goes wrong with a request ends the call with it.
async function send(
  requests: AsyncIterable<Message>,
  call: ClientWritableStream<Message> & ClientReadableStream<Message>,
): Promise<void> {
  try {
    for await (const request of requests) {
      await new Promise<void>((resolve) => call.write(request, () => resolve()));
    }
    call.end();
  } catch (error) {
    call.destroy(error as Error);
    call.cancel();
  }
}

function isServiceError(error: unknown): error is ServiceError {
  return (
    error instanceof Error && "code" in error && typeof error.code === "number" && status[error.code] !== undefined
  );
}
