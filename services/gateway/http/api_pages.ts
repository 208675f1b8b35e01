// The description of the interface, for programs at /openapi.json and for people at /api.
import type { DescFile, DescService } from "@bufbuild/protobuf";
import { commentsOf } from "../openapi/comments.js";
import { openApi } from "../openapi/document.js";
import { apiPage, STYLE } from "../openapi/page.js";
import { type Attempt, answer, isReading, pathOf } from "./exchange.js";

export function apiPages(services: DescService[], files: Iterable<DescFile>, version: string): Attempt {
  const api = openApi(services, commentsOf(files), version);
  const pages = new Map([
    ["/openapi.json", { type: "application/json", body: Buffer.from(JSON.stringify(api)) }],
    ["/api", { type: "text/html; charset=utf-8", body: Buffer.from(apiPage(api, "/api.css")) }],
    ["/api.css", { type: "text/css; charset=utf-8", body: Buffer.from(STYLE) }],
  ]);
  return (request, response) => {
    const page = pages.get(pathOf(request));
    if (page === undefined || !isReading(request)) return false;
    answer(response, 200, page.type, page.body);
    return true;
  };
}
