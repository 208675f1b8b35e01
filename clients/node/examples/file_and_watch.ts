// Files a document for an organ, then tells how the totals of a node move until Ctrl-C:
//   node file_and_watch.js HOST:PORT DOCUMENT ORGAN NODE YEAR
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileReport, newRequestId, Refusal, Suite, watchAggregates } from "@nianbao/client";
import { AggregationService } from "@nianbao/client/gen/nianbao/aggregation/v1/aggregation_service_pb.js";

const CELL = "requests.received.total";
const [address = "127.0.0.1:7130", document = "", organ = "", node = ""] = process.argv.slice(2);
const year = Number(process.argv[6]);
const suite = new Suite(address, { actor: "填报系统" });
const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());

try {
  const { submitted, filing, findings } = await fileReport(suite, {
    requestId: newRequestId(),
    organ: `organs/${organ}`,
    fileName: basename(document),
    content: await readFile(document),
  });
  for (const { rule, message } of findings) console.log(`${rule}: ${message?.zhCn}`);
  console.log(`${filing?.name}: ${submitted ? "submitted" : "not submitted"}`);

  const { aggregate } = await suite.client(AggregationService).getAggregate({ node: `organs/${node}`, year });
  console.log(`${aggregate?.title}: ${aggregate?.coverage?.accepted} of ${aggregate?.coverage?.expected} reports`);

  const question = { nodes: [`organs/${node}`], year, cells: [CELL] };
  for await (const { snapshots, deltas } of watchAggregates(suite, question, { signal: interrupted.signal })) {
    for (const { coverage, totals } of snapshots) {
      console.log(`${coverage?.accepted} of ${coverage?.expected} reports: ${totals?.requests?.received?.total}`);
    }
    for (const { coverage, cells } of deltas) {
      console.log(`${coverage?.accepted} of ${coverage?.expected} reports: ${cells[0]?.value ?? "as before"}`);
    }
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`${error.reason}: ${error.chinese}`);
  for (const { field, description } of error.fieldViolations) console.error(`  ${field}: ${description}`);
  for (const { subject, description } of error.preconditionViolations) console.error(`  ${subject}: ${description}`);
  process.exitCode = 1;
} finally {
  suite.close();
}
