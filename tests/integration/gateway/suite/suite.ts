// The suite on SQLite in a folder of its own, and a gateway before it; all of it ends with the test.
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { type Answer, callJson } from "./json_call.js";
import { Program } from "./program.js";

const SAMPLES = fileURLToPath(new URL("../../../../../../samples/qinghe/", import.meta.url));

export async function temporaryFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "nianbao-test-"));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function startProgram(test: TestContext, name: string, args: string[]): Promise<Program> {
  const program = await Program.start(name, args);
  test.after(() => program.stop("SIGKILL"));
  return program;
}

export async function startGateway(test: TestContext, services: Program, flags: string[] = []): Promise<Program> {
  const args = ["--listen", "127.0.0.1:0", "--upstream", services.address, ...flags];
  return startProgram(test, "nianbao-gateway", args);
}

export class Suite {
  private constructor(
    private readonly test: TestContext,
    private readonly folder: string,
    public services: Program,
    readonly gateway: Program,
  ) {}

  static async start(test: TestContext, flags: string[] = ["--unauthenticated"]): Promise<Suite> {
    const folder = await temporaryFolder(test);
    const services = await startProgram(test, "nianbao", ["serve", "--data", folder, "--listen", "127.0.0.1:0"]);
    return new Suite(test, folder, services, await startGateway(test, services, flags));
  }

  // The services again, where they were, on the same data.
  async restartServices(): Promise<void> {
    const { address } = this.services;
    this.services = await startProgram(this.test, "nianbao", ["serve", "--data", this.folder, "--listen", address]);
  }

  call(method: string, request: object | string, headers: Record<string, string> = {}): Promise<Answer> {
    return callJson(this.gateway.url, method, request, headers);
  }

  as(actor: string): Record<string, string> {
    return { "nianbao-actor-bin": Buffer.from(actor).toString("base64") };
  }

  // A government and the offices of these ids below it.
  async importDistrict(...offices: string[]): Promise<void> {
    const organs = [
      {
        name: "organs/qinghe",
        title: "泠州市清禾区人民政府",
        kind: "ORGAN_KIND_GOVERNMENT",
        scopeDuty: "SCOPE_DUTY_ROLL_UP",
      },
      ...(await Promise.all(
        offices.map(async (id) => ({
          name: `organs/${id}`,
          title: (await this.read(id)).organName,
          kind: "ORGAN_KIND_DEPARTMENT",
          scopeDuty: "SCOPE_DUTY_OWN",
          parent: "organs/qinghe",
        })),
      )),
    ];
    const request = { requestId: randomUUID(), organs };
    (await this.call("nianbao.directory.v1.DirectoryService/ImportOrgans", request, this.as("区政务公开办"))).ok();
  }

  // The report of an organ of the sample district on 2024, as the document service reads it.
  async read(organ: string): Promise<Report> {
    const content = await readFile(`${SAMPLES}2024/${organ}.txt`, "base64");
    const request = { fileName: `${organ}.txt`, content };
    return (await this.call("nianbao.document.v1.DocumentService/ReadDocument", request)).ok().report as Report;
  }

  async submit(organ: string): Promise<Filing> {
    const request = {
      requestId: randomUUID(),
      filing: `organs/${organ}/filings/2024-own`,
      report: await this.read(organ),
    };
    const answer = await this.call("nianbao.submission.v1.SubmissionService/SubmitFiling", request, this.as("填报人"));
    return answer.ok().filing as Filing;
  }

  async accept(filing: Filing): Promise<Answer> {
    const request = { requestId: randomUUID(), filing: filing.name, etag: filing.etag, signedOffBy: "办公室负责人" };
    return this.call("nianbao.submission.v1.ReviewService/AcceptFiling", request, this.as("审核人"));
  }
}

export interface Filing {
  name: string;
  etag: string;
}

export interface Report {
  organName: string;
  proactiveDisclosure: { licensingDecisions: string };
}
