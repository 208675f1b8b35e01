// Measures mammoth on a Word file: node read_docx.mjs FILE SECONDS
import { readFileSync } from "node:fs";
import { ok } from "node:assert";
import mammoth from "mammoth";

const [file, seconds] = process.argv.slice(2);
const buffer = readFileSync(file);
const read = () => mammoth.convertToHtml({ buffer });

async function repeat(milliseconds) {
  const until = performance.now() + milliseconds;
  let operations = 0;
  while (performance.now() < until) {
    await read();
    operations += 1;
  }
  return operations;
}

// It has to find the three tables.
ok((await read()).value.match(/<table/g).length >= 3);
// Long enough for the compiler of the runtime to have settled.
await repeat(1000 * Math.max(seconds, 0.2));
const cpu = process.cpuUsage();
const wall = performance.now();
const operations = await repeat(1000 * seconds);
const wallNs = (1e6 * (performance.now() - wall)) / operations;
const used = process.cpuUsage(cpu);
console.log(JSON.stringify({ operations, wall_ns: wallNs, cpu_ns: (1e3 * (used.user + used.system)) / operations }));
