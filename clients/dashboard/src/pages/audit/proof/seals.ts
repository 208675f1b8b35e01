// Which seals bind an organ for a year, and what the organs around it are called.
import { YearLock_Kind as Kind, type YearLock } from "@gen/nianbao/submission/v1/year_lock_pb";
import { directory, review } from "@/rpc/services";

export interface Sealing {
  // The organ, then those above it.
  lineage: { name: string; title: string }[];
  // The seal of the highest of them that is sealed.
  seal: YearLock | undefined;
}

export async function sealingOf(organ: string, year: number, signal: AbortSignal): Promise<Sealing> {
  const lineage: Sealing["lineage"] = [];
  for (let name = organ; name !== ""; ) {
    const { organ: found } = await directory.getOrgan({ name }, { signal });
    if (found === undefined) break;
    lineage.push({ name, title: found.title });
    name = found.parent;
  }
  const seals = await sealsOf(year, signal);
  return { lineage, seal: lineage.map(({ name }) => seals.get(name)).findLast((seal) => seal !== undefined) };
}

// By node.
async function sealsOf(year: number, signal: AbortSignal): Promise<Map<string, YearLock>> {
  const seals = new Map<string, YearLock>();
  let pageToken = "";
  do {
    const page = await review.listYearLocks({ year, pageSize: 1000, pageToken }, { signal });
    for (const lock of page.locks) if (lock.kind === Kind.SEALED) seals.set(lock.node, lock);
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return seals;
}

// Titles of all that a proof names, by resource name, as far as the roster has them.
export async function titlesIn(nodes: string[], signal: AbortSignal): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  for (const node of nodes) {
    const tree = await directory.getTree({ node, depth: 1 }, { signal });
    for (const each of tree.nodes.flatMap((top) => [top, ...top.children])) {
      if (each.organ !== undefined) titles.set(each.organ.name, each.organ.title);
    }
  }
  return titles;
}
