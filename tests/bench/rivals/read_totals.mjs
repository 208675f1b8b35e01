// Measures DuckDB reading the totals of a node by its key from a table that holds them, in memory, statements prepared.
//
//   node read_totals.mjs FILE LAYOUT SECONDS
//
// FILE: [{node, accepted, figures}]. LAYOUT: columns, one for each figure, or list, one for all. Each core has a
// connection that reads one node after the other. Prints {answers, seconds, cpu_us}: nodes read, and the processor time
// of all of it.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { DuckDBInstance } from "@duckdb/node-api";

const [file, layout] = process.argv.slice(2);
const seconds = Number(process.argv[4]);
const totals = JSON.parse(readFileSync(file, "utf8"));
const cells = totals[0].figures.map((_, cell) => `c${cell}`);
const { columns, values, figuresOf } = {
  columns: {
    columns: cells.map((cell) => `${cell} BIGINT`).join(", "),
    values: (figures) => figures.join(", "),
    figuresOf: (row) => row.slice(1),
  },
  list: {
    columns: `figures BIGINT[${cells.length}]`,
    values: (figures) => `[${figures.join(", ")}]`,
    figuresOf: (row) => row[1].items,
  },
}[layout];

const instance = await DuckDBInstance.create(":memory:");
const loading = await instance.connect();
await loading.run(`CREATE TABLE totals (node VARCHAR PRIMARY KEY, accepted INTEGER, ${columns})`);
for (const { node, accepted, figures } of totals) {
  await loading.run(`INSERT INTO totals VALUES ('${node}', ${accepted}, ${values(figures)})`);
}

const connect = async () => {
  const connection = await instance.connect();
  return connection.prepare("SELECT * EXCLUDE node FROM totals WHERE node = $1");
};
const read = async (statement, node) => {
  statement.bindVarchar(1, node);
  return (await statement.runAndReadAll()).getRows();
};

const statements = await Promise.all(Array.from({ length: availableParallelism() }, connect));
for (const { node, accepted, figures } of totals) {
  const [row] = await read(statements[0], node);
  if (row === undefined || row[0] !== accepted || String(figuresOf(row)) !== String(figures)) {
    throw new Error(`${node}: got another row than was written`);
  }
}

let answers = 0;
const readUntil = async (statement, end) => {
  for (let i = 0; performance.now() < end; ++i) {
    await read(statement, totals[i % totals.length].node);
    ++answers;
  }
};
const readFor = async (time) => {
  const begin = performance.now();
  await Promise.all(statements.map((statement) => readUntil(statement, begin + time * 1000)));
  return (performance.now() - begin) / 1000;
};
await readFor(seconds / 5);
answers = 0;
const cpuBegin = process.cpuUsage();
const took = await readFor(seconds);
const cpu = process.cpuUsage(cpuBegin);
console.log(JSON.stringify({ answers, seconds: took, cpu_us: cpu.user + cpu.system }));
