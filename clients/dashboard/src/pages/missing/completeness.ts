// Who of a node must report, and how far each is.
import type { GetCompletenessResponse, OverdueFiling } from "@gen/nianbao/directory/v1/directory_service_pb";
import { computed } from "vue";
import { useCall } from "@/rpc/call";
import { usePages } from "@/rpc/pages";
import { directory } from "@/rpc/services";
import { keyOf, reporterOf } from "./reporter";

// Each page costs the service the whole list, so there are few; a screenful of them would be many.
const PAGE_SIZE = 2000;

export function useCompleteness(node: string, year: number) {
  const pages = usePages(
    (pageToken, signal) => directory.getCompleteness({ node, year, pageSize: PAGE_SIZE, pageToken }, { signal }),
    (page: GetCompletenessResponse) => page.statuses,
  );
  const overdue = useCall(async (signal) => {
    const found = new Map<string, OverdueFiling>();
    if ((pages.answer.value?.counts?.overdue ?? 0) === 0) return found;
    let pageToken = "";
    do {
      const page = await directory.listOverdue({ node, year, pageSize: PAGE_SIZE, pageToken }, { signal });
      for (const filing of page.filings) found.set(keyOf(filing.organ?.name, filing.scope), filing);
      pageToken = page.nextPageToken;
    } while (pageToken !== "");
    return found;
  });
  const reporters = computed(() =>
    pages.items.value.map((status) =>
      reporterOf(
        status,
        pages.answer.value?.day ?? "",
        overdue.answer.value?.get(keyOf(status.organ?.name, status.scope)),
      ),
    ),
  );
  return { pages, reporters };
}
