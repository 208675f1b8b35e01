// Comma-separated values after RFC 4180, in UTF-8 with a byte order mark, as spreadsheets open them.

// A text that a spreadsheet would take for a formula gets an apostrophe in front, as in the files of the services.
function guarded(text: string): string {
  const formula = /^'*[=+\-@＝＋－＠\t\r]/.test(text) && !/^'*[-－]+$/.test(text) && !/^-?\d+$/.test(text);
  return formula ? `'${text}` : text;
}

function field(text: string): string {
  const safe = guarded(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;
}
