// nianbao-gateway: the edge of the suite as a process.
import { startGateway } from "./gateway.js";
import { ServiceTokens } from "./identity/service_token.js";
import { logNotice } from "./log.js";
import { OptionError } from "./option_error.js";
import { HELP, type Options, parseCommand } from "./options.js";

async function main(): Promise<number> {
  const command = parseCommand(process.argv.slice(2));
  switch (command.does) {
    case "help":
      process.stdout.write(HELP);
      return 0;
    case "print-jwks": {
      const { publicKeys } = await ServiceTokens.fromFile(command.tokenKey);
      process.stdout.write(`${JSON.stringify(publicKeys, undefined, 2)}\n`);
      return 0;
    }
    case "serve":
      return serve(command.options);
  }
}

async function serve(options: Options): Promise<number> {
  const stop = new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
  const gateway = await startGateway(options);
  process.stdout.write(`nianbao-gateway listening on ${gateway.address}\n`);
  await stop;
  logNotice("draining");
  await gateway.drain();
  logNotice("stopped");
  return 0;
}

try {
  process.exit(await main());
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const inUse = code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL";
  const chinese =
    error instanceof OptionError
      ? error.chinese
      : inUse
        ? "无法在该地址上监听，端口可能已被占用，请换一个端口。"
        : "网关无法启动。";
  process.stderr.write(`nianbao-gateway: ${message}\n${chinese}\n`);
  process.exit(2);
}
