// Every method of the services, forwarded as it is: no code knows one of them.
import type {
  DescMessage,
  DescMethod,
  DescMethodStreaming,
  DescMethodUnary,
  DescService,
  MessageShape,
} from "@bufbuild/protobuf";
import type { ConnectError, ConnectRouter, HandlerContext, Transport } from "@connectrpc/connect";
import { createAsyncIterable, type UniversalHandlerOptions } from "@connectrpc/connect/protocol";
import { outcomeKey } from "../telemetry/outcome.js";
import type { Credentials } from "./claimed_actor.js";
import { carriedUpstream, carryBack } from "./metadata.js";

export interface BridgeOptions {
  services: DescService[];
  // Services without a transport are not served.
  transportTo: (service: DescService) => Transport | undefined;
  credentials: Credentials;
  toCallersError: (reason: unknown) => ConnectError;
  // Ends streams; unary calls are left to finish.
  endOfStreams: AbortSignal;
  limitsOf: (method: DescMethod) => Partial<UniversalHandlerOptions>;
}

type Message = MessageShape<DescMessage>;
type Messages = AsyncIterable<Message>;

export function bridge(options: BridgeOptions): (router: ConnectRouter) => void {
  const header = (context: HandlerContext) => {
    const upstream = carriedUpstream(context.requestHeader);
    for (const [name, value] of new Headers(options.credentials(context))) upstream.set(name, value);
    return upstream;
  };

  // Whoever ended the call has said why.
  const error = (reason: unknown, signal: AbortSignal, { values }: HandlerContext) => {
    const callersError = options.toCallersError(signal.aborted ? signal.reason : reason);
    values.get(outcomeKey)?.refused(callersError);
    return callersError;
  };

  const unary =
    (transport: Transport, method: DescMethodUnary) => async (request: Message, context: HandlerContext) => {
      try {
        const response = await transport.unary(method, context.signal, context.timeoutMs(), header(context), request);
        carryBack(response.header, context.responseHeader);
        carryBack(response.trailer, context.responseTrailer);
        return response.message;
      } catch (reason) {
        throw error(reason, context.signal, context);
      }
    };

  const stream = (transport: Transport, method: DescMethodStreaming) =>
    async function* (requests: Messages, context: HandlerContext) {
      const signal = AbortSignal.any([context.signal, options.endOfStreams]);
      try {
        const response = await transport.stream(method, signal, context.timeoutMs(), header(context), requests);
        carryBack(response.header, context.responseHeader);
        yield* response.message;
        carryBack(response.trailer, context.responseTrailer);
      } catch (reason) {
        throw error(reason, signal, context);
      }
    };

  const implementation = (transport: Transport, method: DescMethod) => {
    if (method.methodKind === "unary") return unary(transport, method as DescMethodUnary);
    const call = stream(transport, method as DescMethodStreaming);
    switch (method.methodKind) {
      case "server_streaming":
        return (request: Message, context: HandlerContext) => call(createAsyncIterable([request]), context);
      case "client_streaming":
        return async (requests: Messages, context: HandlerContext) => {
          for await (const response of call(requests, context)) return response;
          throw options.toCallersError(new Error("upstream: got no answer, want one"));
        };
      case "bidi_streaming":
        return call;
    }
  };

  return (router) => {
    for (const service of options.services) {
      const transport = options.transportTo(service);
      if (transport === undefined) continue;
      for (const method of service.methods) {
        router.rpc(method, implementation(transport, method) as never, options.limitsOf(method));
      }
    }
  };
}
