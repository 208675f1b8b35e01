import assert from "node:assert/strict";
import { test } from "node:test";
import { ARROWS, designed, opened, shut } from "./arrows.js";
import { containersOf, find, type Manifest, OVERLAYS, ofKind, rendered, type Value, workloads } from "./manifest.js";
import { portOf } from "./policy.js";

for (const overlay of OVERLAYS) {
  test(`In ${overlay} the network lets pass the arrows of the design and nothing else`, () => {
    const manifests = rendered(overlay);
    assert.equal(shut(manifests).length, 1);
    assert.deepEqual(opened(manifests), designed(overlay));
  });

  test(`In ${overlay} every port of a Service has arrows, and the health port has none`, () => {
    const manifests = rendered(overlay);
    const reached = new Set(designed(overlay).ingress.map((arrow) => arrow.split(" → ")[1]));
    for (const service of ofKind(manifests, "Service")) {
      for (const { port, targetPort = port } of service["spec"].ports) {
        const name = service["spec"].selector["app.kubernetes.io/name"].replace("nianbao-", "");
        assert.ok(reached.has(`${name} ${portOf(manifests, service, targetPort)}`), `${name} ${port}`);
      }
    }
    const ports: Value[] = workloads(manifests)
      .flatMap(containersOf)
      .flatMap(({ ports = [] }) => ports);
    const open = new Set(ARROWS.map(([, , port]) => port));
    for (const { name, containerPort } of ports) assert.equal(open.has(`${containerPort}`), name !== "health", name);
  });
}

const altered: [string, (manifests: Manifest[]) => void][] = [
  ["another port is opened", (it) => policy(it, "document").ingress[0].ports.push({ port: 7140 })],
  ["every port is opened", (it) => delete policy(it, "document").ingress[0].ports],
  [
    "a range is opened",
    (it) => {
      policy(it, "document").ingress[0].ports[0].endPort = 7200;
    },
  ],
  ["UDP is opened", (it) => policy(it, "document").ingress[0].ports.push({ port: 7131, protocol: "UDP" })],
  ["everybody is let in", (it) => delete policy(it, "document").ingress[0].from],
  ["a whole namespace is let in", (it) => policy(it, "document").ingress[0].from.push({ namespaceSelector: {} })],
  ["another service is let in", (it) => policy(it, "document").ingress[0].from.push(pods("nianbao-aggregation"))],
  ["a caller is left out", (it) => policy(it, "validation").ingress[0].from.shift()],
  [
    "document is let out",
    (it) => {
      policy(it, "document").egress = [{ to: [pods("nianbao-validation")], ports: [{ port: 7132 }] }];
    },
  ],
  [
    "document is let out anywhere",
    (it) => {
      policy(it, "document").egress = [{}];
    },
  ],
  [
    "an address is let out to",
    (it) => policy(it, "gateway").egress.push({ to: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }),
  ],
  ["a way out is left out", (it) => policy(it, "submission").egress.shift()],
  [
    "a policy lets nobody out",
    (it) => {
      policy(it, "submission").policyTypes = ["Ingress"];
    },
  ],
  [
    "another policy adds to one",
    (it) =>
      it.push({
        ...find(it, "NetworkPolicy", "nianbao-document"),
        spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] },
      }),
  ],
];

function policy(manifests: Manifest[], service: string): Value {
  return find(manifests, "NetworkPolicy", `nianbao-${service}`)["spec"];
}

function pods(name: string): Value {
  return { podSelector: { matchLabels: { "app.kubernetes.io/name": name } } };
}

for (const [what, alter] of altered) {
  test(`It is found when ${what}`, () => {
    const manifests = rendered("gov-cloud");
    alter(manifests);
    assert.notDeepEqual(opened(manifests), designed("gov-cloud"));
  });
}

test("It is found when nothing shuts what no policy opens", () => {
  for (const alter of [
    (it: Value) => {
      it.spec.policyTypes = ["Ingress"];
    },
    (it: Value) => {
      it.spec.podSelector = { matchLabels: { a: "b" } };
    },
    (it: Value) => {
      it.spec.egress = [{}];
    },
  ]) {
    const manifests = rendered("gov-cloud");
    alter(find(manifests, "NetworkPolicy", "nianbao-default-deny"));
    assert.equal(shut(manifests).length, 0);
  }
});
