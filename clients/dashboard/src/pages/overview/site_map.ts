// The map of this site, where it shows nodes that are asked for.
import { json, site } from "@/session/site";

export interface SiteMapShown {
  // Name under which it is drawn.
  name: string;
  approval: string;
  // Nodes with a feature.
  nodes: ReadonlySet<string>;
}

interface GeoJson {
  features: { properties: { organ?: string } | null }[];
}

let asked: Promise<SiteMapShown | undefined> | undefined;

export function siteMap(): Promise<SiteMapShown | undefined> {
  asked ??= load();
  return asked;
}

async function load(): Promise<SiteMapShown | undefined> {
  const { map } = await site();
  if (map === null) return undefined;
  const [{ registerMap }, geoJson] = await Promise.all([import("@/charts/echarts"), json<GeoJson>(map.file)]);
  registerMap("site", geoJson as never);
  const nodes = geoJson.features.flatMap(({ properties }) => properties?.organ ?? []);
  return { name: "site", approval: map.approval, nodes: new Set(nodes) };
}
