// Who makes a call, proven.
import { type ConnectError, createContextKey } from "@connectrpc/connect";
import type { Credentials } from "../bridge/claimed_actor.js";

export interface Caller {
  // The JWT that says so to the services.
  token: string;
  expireMs: number;
}

// The caller of a call, or why it has none.
export const callerKey = createContextKey<Caller | ConnectError | undefined>(undefined);

// What a gateway that knows its callers tells the services: a token, and never a name of the caller's own choice.
export function provenCaller(missing: () => ConnectError): Credentials {
  return ({ values }) => {
    const caller = values.get(callerKey) ?? missing();
    if (caller instanceof Error) throw caller;
    return { authorization: `Bearer ${caller.token}` };
  };
}
