// Which metadata crosses the bridge.

// Asked for by callers and logs, proven by nobody.
const CARRIED = ["traceparent", "tracestate", "x-request-id"];

// Belongs to one connection or one protocol, not to the call.
const OF_THE_WIRE =
  /^(:|grpc-|connect-|content-|access-control-|accept|connection$|date$|host$|keep-alive$|te$|trailer|transfer-encoding$|user-agent$)/;

// What an upstream is told of a call, besides who makes it.
export function carriedUpstream(request: Headers): Headers {
  const carried = new Headers();
  for (const name of CARRIED) {
    const value = request.get(name);
    if (value !== null) carried.set(name, value);
  }
  return carried;
}

export function carryBack(from: Headers, to: Headers): void {
  from.forEach((value, name) => {
    if (!OF_THE_WIRE.test(name)) to.append(name, value);
  });
}
