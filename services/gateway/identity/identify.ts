// Finding out who makes a call before it is begun.
import type { DescMethod } from "@bufbuild/protobuf";
import type { UniversalServerRequest } from "@connectrpc/connect/protocol";
import type { Request, Response } from "../http/exchange.js";
import type { Caller } from "./caller.js";

export interface IncomingCall {
  request: Request;
  response: Response;
  method: DescMethod;
  body: UniversalServerRequest["body"] & AsyncIterable<Uint8Array>;
}

export interface IdentifiedCall {
  caller: Caller;
  // In the place of the call's own, which may be read already.
  body: AsyncIterable<Uint8Array>;
}

// Undefined when the call brings nothing of the kind. Throws ConnectError when it brings something that does not hold.
export type Identify = (call: IncomingCall) => Promise<IdentifiedCall | undefined>;
