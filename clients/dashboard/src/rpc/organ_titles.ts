// Titles of organs, as the roster has them today. Each is asked for once.
import { shallowReactive } from "vue";
import { directory } from "@/rpc/services";

const titles = shallowReactive(new Map<string, string>());
const subtrees = new Map<string, Promise<unknown>>();
const asked = new Set<string>();

// Those of a subtree together, as far as one page of them goes.
export function readTitlesBelow(node: string): Promise<unknown> {
  const reading =
    subtrees.get(node) ??
    directory.listOrgans({ node, pageSize: 10_000 }).then(
      ({ organs }) => organs.forEach(({ name, title }) => titles.set(name, title)),
      () => subtrees.delete(node),
    );
  subtrees.set(node, reading);
  return reading;
}

// Its id until the title is known.
export function titleOf(organ: string): string {
  const title = titles.get(organ);
  if (title === undefined && !asked.has(organ)) {
    asked.add(organ);
    directory.getOrgan({ name: organ }).then(
      (found) => titles.set(organ, found.organ?.title ?? organ),
      () => asked.delete(organ),
    );
  }
  return title ?? organ.replace(/^organs\//, "");
}
