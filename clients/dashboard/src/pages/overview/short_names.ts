// Names that fit a tile: without the area that all around it share, and without what every name of its kind ends with.
export function shortName(title: string, above: string): string {
  const area = above.replace(/人民政府$/, "");
  const names = area.split(/(?<=[省市州盟区县旗])/);
  for (let first = 0; first < names.length; first++) {
    const prefix = names.slice(first).join("");
    const rest = title.slice(prefix.length);
    if (prefix.length > 1 && title.startsWith(prefix) && rest.length > 1) return withoutEnd(rest);
  }
  return withoutEnd(title);
}

function withoutEnd(name: string): string {
  const short = name.replace(/(?:人民政府|办事处|管理委员会)$/, "");
  return short.length > 1 ? short : name;
}
