// What a README tells its reader to do.

// The text below a heading, up to the next heading of its own level or above.
export function section(readme: string, heading: string): string {
  const [, marks = "", text = ""] = new RegExp(`^(#+) ${heading}\n([\\s\\S]*)`, "m").exec(`${readme}\n`) ?? [];
  if (text === "") throw new Error(`the README has no section "${heading}"`);
  const end = text.search(new RegExp(`^#{1,${marks.length}} `, "m"));
  return end < 0 ? text : text.slice(0, end);
}

// The shell blocks of a text.
export function blocks(text: string): string[] {
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? "");
}

// The commands of a shell block, without comments; a line that ends in a backslash goes on in the next.
export function commands(block: string): string[] {
  return block
    .replaceAll(/(^|\s+)#.*$/gm, "")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

// What stands there as code and matches the pattern, for the first time.
export function code(text: string, pattern: RegExp): string {
  const found = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? "").find((span) => pattern.test(span));
  if (found === undefined) throw new Error(`the README shows no code that matches ${pattern}`);
  return found;
}
