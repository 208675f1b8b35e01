// Measures DuckDB's GROUP BY ROLLUP on the reports that `aggregate_cpu` makes, in memory, with all cores.
//
//   node rollup.mjs REPORTS SECONDS
//
// Prints {wall_ns, cpu_ns, nation}: the time of one whole roll-up, and the 200 sums of the nation.
import { DuckDBInstance } from "@duckdb/node-api";

const [reports, seconds] = process.argv.slice(2).map(Number);
const cells = Array.from({ length: 200 }, (_, cell) => cell);

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const figure = (cell) => `CASE WHEN (i + ${cell}) % 6 <> 0 THEN 0 ELSE (i * 7919 + ${cell} * 104729) % 1009
  ${cell === 7 ? " + CASE WHEN i % 24 = 23 THEN 1000000 ELSE 0 END" : ""} END`;
const figures = cells.map((cell) => `(${figure(cell)})::BIGINT AS c${cell}`);
await connection.run(`
  CREATE TABLE reports AS
  SELECT (i * 2844 // ${reports})::INTEGER AS county, (i * 2844 // ${reports} * 333 // 2844)::INTEGER AS prefecture,
         (i * 2844 // ${reports} * 333 // 2844 * 31 // 333)::INTEGER AS province, ${figures.join(", ")}
  FROM (SELECT n * 7919 % ${reports} AS i FROM range(${reports}) AS numbers (n))`);

const sums = cells.map((cell) => `sum(c${cell})`);
const rollup = `SELECT province, prefecture, county, ${sums.join(", ")}
                FROM reports GROUP BY ROLLUP (province, prefecture, county)`;
const nationOf = (rows) => rows.find((row) => row[0] === null && row[1] === null && row[2] === null).slice(3);

const rollUp = () => connection.runAndReadAll(rollup);

const first = await rollUp();
const nation = nationOf(first.getRows()).map(String);
const begin = process.hrtime.bigint();
const cpuBegin = process.cpuUsage();
let operations = 0;
let wall = 0;
do {
  await rollUp();
  ++operations;
  wall = Number(process.hrtime.bigint() - begin);
} while (wall < seconds * 1e9);
const cpu = process.cpuUsage(cpuBegin);
console.log(JSON.stringify({
  wall_ns: wall / operations,
  cpu_ns: ((cpu.user + cpu.system) * 1000) / operations,
  nation,
}));
