// The sample district in `nianbao serve`, called by the client for Node.js alone.
import { readFile } from "node:fs/promises";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { newRequestId, type ReportToFile, Suite } from "@nianbao/client";
import { DirectoryService } from "@nianbao/client/gen/nianbao/directory/v1/directory_service_pb.js";
import { OrganKind, ScopeDuty } from "@nianbao/client/gen/nianbao/organ/v1/organ_pb.js";
import type { Filing } from "@nianbao/client/gen/nianbao/submission/v1/filing_pb.js";
import { ReviewService } from "@nianbao/client/gen/nianbao/submission/v1/review_service_pb.js";
import type { Program } from "../integration/gateway/suite/program.js";
import { startProgram, temporaryFolder } from "../integration/gateway/suite/suite.js";

// This file runs from node_client/tests/clients of the build folder.
const SAMPLES = fileURLToPath(new URL("../../../../samples/qinghe/2024/", import.meta.url));
const GOVERNMENT = { name: "organs/qinghe", title: "泠州市清禾区人民政府", kind: OrganKind.GOVERNMENT };

export class District {
  private constructor(
    private readonly test: TestContext,
    private readonly folder: string,
    private services: Program,
    readonly suite: Suite,
  ) {}

  // With these offices, by id and title.
  static async start(test: TestContext, offices: Record<string, string>): Promise<District> {
    const folder = await temporaryFolder(test);
    const services = await startProgram(test, "nianbao", ["serve", "--data", folder, "--listen", "127.0.0.1:0"]);
    const district = new District(test, folder, services, new Suite(services.address, { actor: "填报人" }));
    test.after(() => district.suite.close());
    const departments = Object.entries(offices).map(([id, title]) => ({
      name: `organs/${id}`,
      title,
      kind: OrganKind.DEPARTMENT,
      scopeDuty: ScopeDuty.OWN,
      parent: GOVERNMENT.name,
    }));
    await district.suite.client(DirectoryService).importOrgans({
      requestId: newRequestId(),
      organs: [{ ...GOVERNMENT, scopeDuty: ScopeDuty.ROLL_UP }, ...departments],
    });
    return district;
  }

  get address(): string {
    return this.services.address;
  }

  async stop(): Promise<void> {
    await this.services.stop();
  }

  // Where they were, on the same data.
  async startAgain(): Promise<void> {
    const args = ["serve", "--data", this.folder, "--listen", this.services.address];
    this.services = await startProgram(this.test, "nianbao", args);
  }

  async accept(filing: Filing | undefined): Promise<void> {
    const office = new Suite(this.services.address, { actor: "审核人" });
    try {
      const { name = "", etag = "" } = filing ?? {};
      const request = { requestId: newRequestId(), filing: name, etag, signedOffBy: "办公室负责人" };
      await office.client(ReviewService).acceptFiling(request);
    } finally {
      office.close();
    }
  }
}

// The document of an office of the sample district on 2024.
export function samplePath(office: string): string {
  return `${SAMPLES}${office}.txt`;
}

export async function reportOf(office: string): Promise<ReportToFile> {
  const fileName = `${office}.txt`;
  const content = await readFile(samplePath(office));
  return { requestId: newRequestId(), organ: `organs/${office}`, fileName, content };
}
