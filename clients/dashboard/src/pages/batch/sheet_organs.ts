// The organs of a node that owe a report of their own.
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import { useCall } from "@/rpc/call";
import { directory } from "@/rpc/services";

const PAGE_SIZE = 2000;

export interface SheetOrgan {
  // Resource name.
  organ: string;
  title: string;
  aliases: string[];
  // It has a filing for the year.
  filed: boolean;
}

export function useSheetOrgans(node: string, year: number) {
  return useCall(async (signal) => {
    const organs: SheetOrgan[] = [];
    let pageToken = "";
    do {
      const page = await directory.getCompleteness({ node, year, pageSize: PAGE_SIZE, pageToken }, { signal });
      for (const { organ, scope, filing } of page.statuses) {
        if (organ !== undefined && scope !== Scope.ROLL_UP) {
          organs.push({ organ: organ.name, title: organ.title, aliases: organ.aliases, filed: filing !== undefined });
        }
      }
      pageToken = page.nextPageToken;
    } while (pageToken !== "");
    return organs;
  });
}

// The organ that a row of a sheet means, by its number or else its name.
export function organOf(organs: SheetOrgan[], id: string, name: string): SheetOrgan | undefined {
  if (id !== "") return organs.find(({ organ }) => organ === `organs/${id.replace(/^organs\//, "")}`);
  const plain = name.replace(/\s/g, "");
  const named = organs.filter(({ title, aliases }) =>
    [title, ...aliases].some((one) => one.replace(/\s/g, "") === plain),
  );
  return named.length === 1 ? named[0] : undefined;
}
