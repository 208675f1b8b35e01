// Whether a report is that of an organ, by the name it prints: as submission compares them.

interface Forms {
  // Without white space, brackets in one width.
  whole: string;
  // The same without brackets and what they enclose.
  plain: string;
}

function formsOf(name: string): Forms {
  const forms = { whole: "", plain: "" };
  let depth = 0;
  for (const c of name
    .replace(/\p{White_Space}/gu, "")
    .replaceAll("（", "(")
    .replaceAll("）", ")")) {
    forms.whole += c;
    if (c === "(") depth++;
    if (depth === 0) forms.plain += c;
    if (c === ")" && depth > 0) depth--;
  }
  return forms;
}

function oneHoldsTheOther(a: string, b: string): boolean {
  return a !== "" && b !== "" && (a.includes(b) || b.includes(a));
}

function agree(a: Forms, b: Forms): boolean {
  return [a.whole, a.plain].some((x) => oneHoldsTheOther(x, b.whole) || oneHoldsTheOther(x, b.plain));
}

// A blank name contradicts nothing.
export function canBeNameOf(printed: string, names: string[]): boolean {
  const name = formsOf(printed);
  return name.whole === "" || names.some((each) => agree(name, formsOf(each)));
}
