// A program of the suite as a process that the test owns.
import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

// This file runs from gateway/tests/integration/gateway/suite of the build folder.
const PROGRAMS = process.env["NIANBAO_BIN_DIR"] ?? fileURLToPath(new URL("../../../../../bin", import.meta.url));

export function programPath(name: string): string {
  return `${PROGRAMS}/${name}`;
}

export class Program {
  private readonly logged: string[] = [];
  private readonly lines = new EventEmitter();
  private readonly child: ChildProcess;
  // HOST:PORT.
  address = "";
  // Its exit status; null when a signal ended it.
  readonly ended: Promise<number | null>;

  private constructor(path: string, args: string[]) {
    this.child = spawn(path, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.ended = once(this.child, "exit").then(([status]) => status);
    if (this.child.stderr === null) throw new Error("no standard error");
    createInterface({ input: this.child.stderr }).on("line", (line) => {
      this.logged.push(line);
      this.lines.emit("line", line);
    });
  }

  // Starts it and waits for the line that says where it listens.
  static async start(name: string, args: string[]): Promise<Program> {
    const program = new Program(programPath(name), args);
    const { stdout } = program.child;
    if (stdout === null) throw new Error("no standard output");
    program.address = await new Promise((resolve, reject) => {
      createInterface({ input: stdout }).on("line", (line) => {
        const address = / listening on (\S+)$/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
      program.ended.then(
        (status) => reject(new Error(`${name} ended with ${status}:\n${program.logged.join("\n")}`)),
        reject,
      );
    });
    return program;
  }

  get url(): string {
    return `http://${this.address}`;
  }

  // The first line of the log, written or to be written, that the pattern matches.
  async logLine(pattern: RegExp): Promise<string> {
    const written = this.logged.find((line) => pattern.test(line));
    return written ?? this.nextLogLine(pattern);
  }

  // The first such line from now on.
  async nextLogLine(pattern: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const look = (line: string) => {
        if (!pattern.test(line)) return;
        this.lines.off("line", look);
        resolve(line);
      };
      this.lines.on("line", look);
    });
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}
