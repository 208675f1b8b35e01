// What the operator of this site has set in config.json beside the pages.
export interface SiteMap {
  // Address of a GeoJSON file on this site. Each feature names its organ in the property "organ", as organs/{id}.
  file: string;
  // Number under which the map was approved for publication (审图号).
  approval: string;
}

interface Site {
  map: SiteMap | null;
}

let asked: Promise<Site> | undefined;

export function site(): Promise<Site> {
  asked ??= json<Site>("/config.json").catch(() => ({ map: null }));
  return asked;
}

export async function json<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: got status ${response.status}, want 200`);
  return response.json();
}
