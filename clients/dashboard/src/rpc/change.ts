// A change that a person asks for.
import { type ShallowRef, shallowRef } from "vue";
import { type Refusal, refusalOf } from "@/rpc/refusal";
import { useRequestIds } from "@/rpc/request_id";

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
  const requestIdOf = useRequestIds();

  async function make(request: Request): Promise<Response | undefined> {
    if (running.value) return undefined;
    running.value = true;
    refusal.value = undefined;
    try {
      return await send({ ...request, requestId: requestIdOf(request) });
    } catch (error) {
      refusal.value = refusalOf(error);
      return undefined;
    } finally {
      running.value = false;
    }
  }
  return { running, refusal, make };
}
