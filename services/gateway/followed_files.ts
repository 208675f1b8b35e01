// Files that are replaced under a running gateway, and read again then.
import { unwatchFile, watchFile } from "node:fs";
import { logFault, logNotice } from "./log.js";

const LOOK_EVERY_MS = 1000;

// readAgain says what it has read. When it throws, what was read before stays. Returns what ends the following.
export function followFiles(what: string, paths: string[], readAgain: () => string): () => void {
  const look = () => {
    try {
      logNotice(`${what}: read again, ${readAgain()}`);
    } catch (error) {
      logFault(`${(error as Error).message}; what was read before stays`);
    }
  };
  for (const path of paths) watchFile(path, { persistent: false, interval: LOOK_EVERY_MS }, look);
  return () => {
    for (const path of paths) unwatchFile(path, look);
  };
}
