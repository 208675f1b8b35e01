// Names that fit a tile: without the area that all around it share, and without what every name of its kind ends with.
export function shortName(title: string, above: string): string {
  for (const area of areasOf(above)) {
    if (title.startsWith(area) && title.length > area.length + 1) return withoutEnd(title.slice(area.length));
  }
  return withoutEnd(title);
}

// Of 泠州市清禾区人民政府: 泠州市清禾区, 泠州市 and 清禾区; the longest first.
function areasOf(government: string): string[] {
  const names = government.replace(/人民政府$/, "").split(/(?<=[省市州盟区县旗])/);
  const runs = names.flatMap((_, first) => names.map((_, last) => names.slice(first, last + 1).join("")));
  return runs.filter((run) => run.length > 1).sort((a, b) => b.length - a.length);
}

function withoutEnd(name: string): string {
  const short = name.replace(/(?:人民政府|办事处|管理委员会)$/, "");
  return short.length > 1 ? short : name;
}
