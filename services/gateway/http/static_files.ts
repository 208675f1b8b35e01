// A folder of files for browsers, read once at the start: what is not in it then is not served, whatever the path says.
import sirv from "sirv";
import { type Attempt, isReading } from "./exchange.js";

// A name with a hash of the content in it, as bundlers make them: the content under it never changes.
const HASHED = /[-.][\w-]{8,}\.\w+$/;
const YEAR = "public, max-age=31536000, immutable";

// Paths without an extension that are no files are pages of the application, which index.html shows.
export function staticFiles(folder: string): Attempt {
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    single: true,
    setHeaders: (response, path) => {
      response.setHeader("cache-control", path.startsWith("/assets/") && HASHED.test(path) ? YEAR : "no-cache");
    },
  });
  return (request, response) => {
    if (!isReading(request)) return false;
    let found = true;
    files(request as never, response as never, () => {
      found = false;
    });
    return found;
  };
}

// Whether the path leads upwards; browsers resolve such paths themselves, so nobody asks in good faith.
export function leadsUp(path: string): boolean {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return true;
  }
  return decoded.split(/[/\\]/).includes("..") || decoded.includes("\0");
}
