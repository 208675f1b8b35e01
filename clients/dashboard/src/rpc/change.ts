// A change that a person asks for. An answer may be lost on the way: asked for again with the same content it has the
// same request id, and is done once.
import { type ShallowRef, shallowRef } from "vue";
import { type Refusal, refusalOf } from "@/rpc/refusal";

export interface Change<Request, Response> {
  running: Readonly<ShallowRef<boolean>>;
  refusal: Readonly<ShallowRef<Refusal | undefined>>;
  // Undefined when it was refused.
  make(request: Request): Promise<Response | undefined>;
}

export function useChange<Request extends object, Response>(
  send: (request: Request & { requestId: string }) => Promise<Response>,
): Change<Request, Response> {
  const running = shallowRef(false);
  const refusal = shallowRef<Refusal>();
  let content = "";
  let requestId = "";

  async function make(request: Request): Promise<Response | undefined> {
    if (running.value) return undefined;
    if (content !== JSON.stringify(request)) {
      content = JSON.stringify(request);
      requestId = crypto.randomUUID();
    }
    running.value = true;
    refusal.value = undefined;
    try {
      return await send({ ...request, requestId });
    } catch (error) {
      refusal.value = refusalOf(error);
      return undefined;
    } finally {
      running.value = false;
    }
  }
  return { running, refusal, make };
}
