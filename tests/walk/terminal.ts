// A terminal of the reader: what is typed into it runs in the folder of the clone.
import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";

export class Terminal {
  // before: shell lines that come before every command, such as functions.
  constructor(
    private readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly before = "",
  ) {}

  type(command: string): Command {
    const script = `${this.before}\n${command}`;
    const stdio = ["ignore", "pipe", "pipe"] as const;
    // A group of its own, as in a terminal, so that Ctrl-C reaches all that the command started.
    return new Command(
      spawn("bash", ["-c", script], { cwd: this.folder, env: this.env, stdio: [...stdio], detached: true }),
    );
  }
}

// A command that was typed: what it writes, and its end.
export class Command {
  output = "";
  private readonly written = new EventEmitter();
  // Its exit status; null when a signal ended it.
  readonly ended: Promise<number | null>;

  constructor(private readonly child: ChildProcess) {
    this.ended = once(child, "close").then(([status]) => status);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
        this.written.emit("text");
      });
    }
  }

  // Waits until it has written this, and returns what the pattern captures.
  says(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(this.output);
        if (found === null) return;
        this.written.off("text", look);
        resolve(found[1] ?? "");
      };
      this.written.on("text", look);
      this.ended.then(() => reject(new Error(`it ended without ${pattern}:\n${this.output}`)), reject);
      look();
    });
  }

  // Presses Ctrl-C, and waits until it is gone.
  async interrupt(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null && this.child.pid !== undefined) {
      process.kill(-this.child.pid, "SIGINT");
    }
    await this.ended;
  }
}
