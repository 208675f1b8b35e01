// Who of a subtree has filed, asked again when the totals of the subtree say that something was done.
import type { FilingCounts, FilingStatus } from "@gen/nianbao/directory/v1/directory_service_pb";
import { onScopeDispose } from "vue";
import { type Call, useCall } from "@/rpc/call";
import { directory } from "@/rpc/services";

const PAGE_SIZE = 2000;
// A step often is one of several. A long list is not asked for at each of them.
const PAUSE_MS = 250;
const LONG_PAUSE_MS = 30_000;

export interface Filed {
  statuses: FilingStatus[];
  counts: FilingCounts | undefined;
}

export interface Completeness {
  call: Call<Filed>;
  // Something was done.
  outdated(): void;
}

export function useCompleteness(node: string, year: number): Completeness {
  const call = useCall(async (signal) => {
    const statuses: FilingStatus[] = [];
    let counts: FilingCounts | undefined;
    let pageToken = "";
    do {
      const page = await directory.getCompleteness({ node, year, pageSize: PAGE_SIZE, pageToken }, { signal });
      statuses.push(...page.statuses);
      counts = page.counts;
      pageToken = page.nextPageToken;
    } while (pageToken !== "");
    return { statuses, counts };
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(timer));
  return {
    call,
    outdated() {
      if (timer !== undefined) return;
      const long = (call.answer.value?.statuses.length ?? 0) > PAGE_SIZE;
      timer = setTimeout(
        () => {
          timer = undefined;
          call.again();
        },
        long ? LONG_PAUSE_MS : PAUSE_MS,
      );
    },
  };
}
