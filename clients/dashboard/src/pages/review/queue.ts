// Filings below a node as a reviewer lists them: read again when the person comes back to them.
import type { Filing } from "@gen/nianbao/submission/v1/filing_pb";
import { readTitlesBelow } from "@/rpc/organ_titles";
import { type Pages, usePages } from "@/rpc/pages";
import { whenSeenAgain } from "@/rpc/seen_again";

const PAGE_SIZE = 50;

interface Page {
  filings: Filing[];
  nextPageToken: string;
}

export type Queue = Pages<Page, Filing>;

export function useQueue(
  node: string,
  read: (page: { pageSize: number; pageToken: string }, signal: AbortSignal) => Promise<Page>,
): Queue {
  const pages = usePages(
    async (pageToken, signal) => {
      await readTitlesBelow(node);
      return read({ pageSize: PAGE_SIZE, pageToken }, signal);
    },
    ({ filings }) => filings,
  );
  whenSeenAgain(pages.again);
  return pages;
}
