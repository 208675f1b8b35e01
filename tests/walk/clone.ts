// A fresh clone of this repository.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SOURCE = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

// What `make run` and the commands of the README need of a build folder.
const BUILT = ["bin", "dashboard", "gateway", "node_client", "proto", "services", "share"];

export class Clone {
  private constructor(readonly folder: string) {}

  static canBeMade(): boolean {
    return existsSync(join(SOURCE, ".git"));
  }

  // Of the last commit; what is changed since comes along.
  static async make(): Promise<Clone> {
    const folder = await mkdtemp(join(tmpdir(), "nianbao-walk-"));
    await run("git", ["clone", "--quiet", SOURCE, folder]);
    const { stdout: changes } = await run("git", ["-C", SOURCE, "diff", "--binary", "HEAD"], { maxBuffer: 1 << 28 });
    if (changes !== "") {
      const patch = join(folder, ".git", "changes.patch");
      await writeFile(patch, changes);
      await run("git", ["-C", folder, "apply", patch]);
    }
    return new Clone(folder);
  }

  // Puts what is built already, and the npm packages, where the README's commands would make them.
  async lend(build: string): Promise<void> {
    await symlink(join(SOURCE, "node_modules"), join(this.folder, "node_modules"));
    await mkdir(join(this.folder, "build"));
    for (const part of BUILT) await symlink(join(build, part), join(this.folder, "build", part));
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
