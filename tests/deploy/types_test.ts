import assert from "node:assert/strict";
import { test } from "node:test";
import { typeFaults } from "./kubernetes_types.js";
import { find, type Manifest, OVERLAYS, rendered } from "./manifest.js";

for (const overlay of OVERLAYS) {
  test(`${overlay} is what the Kubernetes API and the custom resources take`, async () => {
    assert.deepEqual(await typeFaults(rendered(overlay)), []);
  });
}

const faulty: [string, string, string, (manifest: Manifest) => void, RegExp][] = [
  [
    "an unknown field",
    "Deployment",
    "nianbao-document",
    (it) => {
      podSpec(it).readinesProbe = {};
    },
    /readinesProbe/,
  ],
  [
    "an unknown field far inside",
    "Deployment",
    "nianbao-document",
    (it) => {
      podSpec(it).containers[0].securityContext.capabilities.drops = ["ALL"];
    },
    /drops/,
  ],
  [
    "a field in the wrong place",
    "Deployment",
    "nianbao-document",
    (it) => {
      it["spec"].containers = [];
    },
    /containers/,
  ],
  [
    "text for a number",
    "Deployment",
    "nianbao-document",
    (it) => {
      podSpec(it).terminationGracePeriodSeconds = "45";
    },
    /'string' is not assignable to type 'number'/,
  ],
  [
    "a number for text",
    "ConfigMap",
    "",
    (it) => {
      it["data"] = { port: 7131 };
    },
    /'number' is not assignable to type 'string'/,
  ],
  [
    "one for a list",
    "Deployment",
    "nianbao-document",
    (it) => {
      podSpec(it).containers = podSpec(it).containers[0];
    },
    /containers/,
  ],
  [
    "a value that does not exist",
    "Deployment",
    "nianbao-document",
    (it) => {
      podSpec(it).containers[0].imagePullPolicy = "Sometimes";
    },
    /"Sometimes"/,
  ],
  [
    "a missing field",
    "Deployment",
    "nianbao-document",
    (it) => {
      delete it["spec"].selector;
    },
    /"selector"' is missing/,
  ],
  [
    "a container without name",
    "Deployment",
    "nianbao-document",
    (it) => {
      delete podSpec(it).containers[0].name;
    },
    /"name"' is missing/,
  ],
  [
    "no quantity",
    "Deployment",
    "nianbao-document",
    (it) => {
      podSpec(it).containers[0].resources.limits.memory = "much";
    },
    /memory/,
  ],
  [
    "an unknown kind",
    "Service",
    "nianbao-document",
    (it) => {
      it.kind = "Servise";
    },
    /Servise/,
  ],
  [
    "an old version",
    "PodDisruptionBudget",
    "nianbao-document",
    (it) => {
      it.apiVersion = "policy/v1beta1";
    },
    /policy\/v1beta1/,
  ],
  [
    "an unknown field of a Certificate",
    "Certificate",
    "nianbao-document",
    (it) => {
      it["spec"].spiffe = [];
    },
    /spiffe/,
  ],
  [
    "a Certificate without issuer",
    "Certificate",
    "nianbao-document",
    (it) => {
      delete it["spec"].issuerRef;
    },
    /issuerRef/,
  ],
  [
    "an unknown field of a PostgreSQL Cluster",
    "Cluster",
    "nianbao-postgresql",
    (it) => {
      it["spec"].replicas = 3;
    },
    /replicas/,
  ],
  [
    "text for a number in a Cluster",
    "Cluster",
    "nianbao-postgresql",
    (it) => {
      it["spec"].instances = "3";
    },
    /instances/,
  ],
  [
    "an unknown field of a PodMonitor",
    "PodMonitor",
    "nianbao",
    (it) => {
      it["spec"].podMetricsEndpoints[0].url = "/";
    },
    /url/,
  ],
  [
    "a PodMonitor without selector",
    "PodMonitor",
    "nianbao",
    (it) => {
      delete it["spec"].selector;
    },
    /selector/,
  ],
  [
    "an unknown field of a GRPCRoute",
    "GRPCRoute",
    "nianbao",
    (it) => {
      it["spec"].rules[0].matches[0].method.name = "x";
    },
    /name/,
  ],
  [
    "text for a number in an HTTPRoute",
    "HTTPRoute",
    "nianbao-gateway",
    (it) => {
      it["spec"].rules[0].backendRefs[0].port = "7135";
    },
    /port/,
  ],
  [
    "a BackendTLSPolicy without name to hold against",
    "BackendTLSPolicy",
    "nianbao-gateway",
    (it) => {
      delete it["spec"].validation.hostname;
    },
    /hostname/,
  ],
];

function podSpec(manifest: Manifest) {
  return manifest["spec"].template.spec;
}

test("Each kind of fault is found", async (t) => {
  const manifests = rendered("province-federated");
  const altered = faulty.map(([what, kind, name, alter]) => {
    const found = name === "" ? manifests.find((it) => it.kind === kind) : find(manifests, kind, name);
    const manifest = structuredClone(found as Manifest);
    alter(manifest);
    manifest.metadata.name = what;
    return manifest;
  });
  const faults = await typeFaults(altered);
  for (const [what, , , , expected] of faulty) {
    await t.test(what, () => {
      const found = faults.filter((fault) => fault.includes(` ${what}: `));
      assert.ok(
        found.some((fault) => expected.test(fault)),
        found.join("\n") || "nothing was found",
      );
    });
  }
});
