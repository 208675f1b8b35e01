// The sample district in real services, a gateway before them that serves the pages, and the command line beside it.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Program } from "../../integration/gateway/suite/program.js";

export const SAMPLES = fileURLToPath(new URL("../../../samples/qinghe", import.meta.url));
export const FILES = fileURLToPath(new URL("../../../build/dashboard/files", import.meta.url));
const OFFICE = "区政务公开办";
const LEADER = "区政府办公室负责人";

export class District {
  private constructor(
    // Where the services keep their data.
    readonly folder: string,
    private services: Program,
    private readonly serveArguments: string[],
    public gateway: Program,
  ) {}

  // headKey: file of the key that signs sealed totals and heads of the log; "" for none.
  static async start(headKey = ""): Promise<District> {
    const folder = await mkdtemp(join(tmpdir(), "nianbao-e2e-"));
    const key = headKey === "" ? [] : ["--head-key", headKey];
    const serve = ["serve", "--data", folder, ...key, "--listen"];
    const services = await Program.start("nianbao", [...serve, "127.0.0.1:0"]);
    try {
      return new District(folder, services, serve, await startGateway(services, "127.0.0.1:0"));
    } catch (error) {
      await services.stop("SIGKILL");
      throw error;
    }
  }

  // HOST:PORT, for another gateway before them.
  get servicesAddress(): string {
    return this.services.address;
  }

  // The address of a page.
  url(page: string): string {
    return `${this.gateway.url}${page}`;
  }

  // Kills the gateway at once; start it again where it was by the answer.
  async killGateway(): Promise<() => Promise<void>> {
    const { address } = this.gateway;
    await this.gateway.stop("SIGKILL");
    return async () => {
      this.gateway = await startGateway(this.services, address);
    };
  }

  // Another gateway, which serves the pages from this folder; the caller stops it.
  async gatewayServing(files: string): Promise<Program> {
    return startGateway(this.services, "127.0.0.1:0", files);
  }

  // Ends the services in good order, does something to what they keep, and starts them where they were.
  async whileStopped(act: () => Promise<void>): Promise<void> {
    const { address } = this.services;
    await this.services.stop();
    await act();
    this.services = await Program.start("nianbao", [...this.serveArguments, address]);
  }

  // What a command of `nianbao` writes. Exit statuses other than 0 are errors.
  async run(...args: string[]): Promise<string> {
    const env = { ...process.env, NIANBAO_SERVER: this.services.address };
    const { stdout } = await promisify(execFile)(`${process.env["NIANBAO_BIN_DIR"]}/nianbao`, args, { env });
    return stdout;
  }

  async importRoster(): Promise<void> {
    await this.run("roster", "import", `${SAMPLES}/roster.csv`, "--as", OFFICE);
  }

  async submit(organ: string, year: number, ...flags: string[]): Promise<void> {
    await this.run("submit", `${SAMPLES}/${year}/${organ}.txt`, "--organ", organ, "--as", organ, ...flags);
  }

  async accept(organ: string, year: number): Promise<void> {
    await this.run("review", "accept", `${organ}/${year}`, "--as", OFFICE, "--signed-off-by", LEADER);
  }

  // Every report of the year, submitted and accepted.
  async fileAll(year: number, except: string[] = []): Promise<void> {
    for (const organ of await organsOf(year)) {
      if (except.includes(organ)) continue;
      await this.submit(organ, year);
      await this.accept(organ, year);
    }
  }

  async stop(): Promise<void> {
    await this.gateway.stop("SIGKILL");
    await this.services.stop("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }
}

// Reports of 2024 that are refused, or need an explanation, as they are.
export const UNFINISHED = ["qinghe-housing", "qinghe-human-resources"];

async function organsOf(year: number): Promise<string[]> {
  const files = await readdir(`${SAMPLES}/${year}`);
  return files.filter((file) => file.endsWith(".txt")).map((file) => basename(file, ".txt"));
}

function startGateway(services: Program, listen: string, files = FILES): Promise<Program> {
  const args = ["--unauthenticated", "--upstream", services.address, "--listen", listen, "--files", files];
  return Program.start("nianbao-gateway", args);
}
