// What waits for review below a node, oldest submission first.
import type { Filing } from "@gen/nianbao/submission/v1/filing_pb";
import { shallowRef } from "vue";
import { type Call, useCall } from "@/rpc/call";
import { readTitlesBelow } from "@/rpc/organ_titles";
import { whenSeenAgain } from "@/rpc/seen_again";

const PAGE = 50;

export interface Page {
  filings: Filing[];
  nextPageToken: string;
}

export interface Paged extends Call<{ filings: Filing[]; complete: boolean }> {
  more(): void;
}

// A list that begins with one page, and is read again as far as it was shown when the person comes back to it.
export function usePaged(
  node: string,
  read: (page: { pageSize: number; pageToken: string }, signal: AbortSignal) => Promise<Page>,
): Paged {
  const pages = shallowRef(1);
  const call = useCall(async (signal) => {
    const wanted = pages.value;
    await readTitlesBelow(node);
    const filings: Filing[] = [];
    let pageToken = "";
    for (let i = 0; i < wanted; i++) {
      const page = await read({ pageSize: PAGE, pageToken }, signal);
      filings.push(...page.filings);
      pageToken = page.nextPageToken;
      if (pageToken === "") break;
    }
    return { filings, complete: pageToken === "" };
  });
  whenSeenAgain(call.again);
  return { ...call, more: () => pages.value++ };
}
