// Who a caller without identity is taken for.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import http from "node:http";
import { test } from "node:test";
import { callJson } from "./suite/json_call.js";
import { Suite, startGateway } from "./suite/suite.js";

const IMPORT = "nianbao.directory.v1.DirectoryService/ImportOrgans";
const request = {
  requestId: randomUUID(),
  organs: [{ name: "organs/a", title: "甲局", kind: "ORGAN_KIND_DEPARTMENT", scopeDuty: "SCOPE_DUTY_OWN" }],
};

test("The name that a caller gives itself", async (t) => {
  const suite = await Suite.start(t, ["--unauthenticated"]);

  await t.test("is stripped unless the operator asks for it", async (t) => {
    const { url } = await startGateway(t, suite.services);
    const answer = await callJson(url, IMPORT, request, suite.as("冒名者"));
    assert.equal(answer.error.code, "unauthenticated");
    assert.equal(answer.reason, "ACTOR_MISSING");
  });

  await t.test("is stripped from the calls of a page whose host only resolves to this machine", async () => {
    const headers = { "content-type": "application/json", host: "evil.example:80", ...suite.as("冒名者") };
    const status = await new Promise((resolve, reject) => {
      const call = http.request(`${suite.gateway.url}/${IMPORT}`, { method: "POST", headers }, (response) =>
        resolve(response.resume().statusCode),
      );
      call.on("error", reject);
      call.end(JSON.stringify(request));
    });
    assert.equal(status, 401);
  });

  await t.test("is passed on where the operator asks for it", async () => {
    (await suite.call(IMPORT, request, suite.as("区政务公开办"))).ok();
    await suite.services.logLine(/"method":"ImportOrgans","actor":"区政务公开办"/);
  });

  await t.test("is taken by no gateway that others can reach", async (t) => {
    await assert.rejects(
      startGateway(t, suite.services, ["--unauthenticated", "--listen", "0.0.0.0:0"]),
      /ended with 2:\n.*want an address on loopback.*\n.*本机回环地址/,
    );
  });
});
