// Reports about which the rules would say something else if a rule were switched.
import type { AffectedFiling } from "@gen/nianbao/submission/v1/rulebook_service_pb";
import type { Rule_Status as Status } from "@gen/nianbao/validation/v1/rulebook_pb";
import { onScopeDispose, shallowRef } from "vue";
import { type Refusal, refusalOf } from "@/rpc/refusal";
import { rulebook } from "@/rpc/services";

export function useAffected(rule: string, status: Status, year: number) {
  const filings = shallowRef<AffectedFiling[]>([]);
  const examined = shallowRef(0);
  const complete = shallowRef(false);
  const refusal = shallowRef<Refusal>();
  const stopped = new AbortController();
  onScopeDispose(() => stopped.abort());

  async function read(): Promise<void> {
    let pageToken = "";
    do {
      const page = await rulebook.listAffectedFilings({ rule, status, year, pageToken }, { signal: stopped.signal });
      filings.value = [...filings.value, ...page.filings];
      examined.value += page.examined;
      pageToken = page.nextPageToken;
    } while (pageToken !== "");
    complete.value = true;
  }

  read().catch((error: unknown) => {
    if (!stopped.signal.aborted) refusal.value = refusalOf(error);
  });
  return { filings, examined, complete, refusal };
}
