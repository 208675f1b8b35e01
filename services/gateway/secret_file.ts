// Files that hold secrets.
import { readFileSync, statSync } from "node:fs";
import { OptionError } from "./option_error.js";

const OTHERS = 0o007;

// The text of a file that is not for everybody. what names it in errors. Throws OptionError.
export function readSecretFile(what: string, path: string): string {
  let mode: number;
  let text: string;
  try {
    mode = statSync(path).mode;
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new OptionError(`${what}: ${(error as Error).message}`, `无法读取文件 ${path}，请核对路径和权限。`);
  }
  if (mode & OTHERS) {
    throw new OptionError(
      `${what}: got ${path} with mode ${(mode & 0o777).toString(8)}, want a file that others may not read`,
      `文件 ${path} 内有密钥，却允许其他用户访问。请收紧权限，例如 chmod 600。`,
    );
  }
  return text;
}
