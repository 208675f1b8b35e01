// Nonces are used up in submission, for all replicas of the gateway.
import { create, type DescMethodUnary, type DescService, type FileRegistry } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Transport } from "@connectrpc/connect";
import type { Request } from "../http/exchange.js";
import { OptionError } from "../option_error.js";

const SERVICE = "nianbao.identity.v1.NonceService";
const TIMEOUT_MS = 10_000;

// Uses up the nonce that came with the request. Throws ConnectError when it was used before, or nobody can tell.
export type UseUp = (client: string, nonce: string, expireMs: number, request: Request) => Promise<void>;

// Throws OptionError when no upstream has the service.
export function noncesAt(
  registry: FileRegistry,
  transportTo: (service: DescService) => Transport | undefined,
  toCallersError: (reason: unknown) => Error,
): UseUp {
  const service = registry.getService(SERVICE);
  const method = service?.method["consumeNonce"] as DescMethodUnary | undefined;
  const transport = service && transportTo(service);
  if (method === undefined || transport === undefined) {
    throw new OptionError(
      `hmac-clients: got no upstream for ${SERVICE}, want the submission service`,
      "签名调用需要报送服务登记随机数，请用 --upstream 写明报送服务的地址。",
    );
  }
  return async (client, nonce, expireMs, { headers }) => {
    const trace = { traceparent: String(headers["traceparent"]) };
    const request = create(method.input, { client, nonce, expireTime: timestampFromMs(expireMs) } as never);
    try {
      await transport.unary(method, undefined, TIMEOUT_MS, trace, request);
    } catch (reason) {
      throw toCallersError(reason);
    }
  };
}
