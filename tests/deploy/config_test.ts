import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { configFaults, configOf, MADE_BY_HAND, missing, readConfig, uncertified } from "./config.js";
import { find, type Manifest, OVERLAYS, ofKind, rendered, type Value } from "./manifest.js";

for (const overlay of OVERLAYS) {
  test(`What the pods of ${overlay} are told is read, and names what there is`, () => {
    assert.deepEqual(configFaults(rendered(overlay)), []);
  });

  test(`Every ConfigMap of ${overlay} is the configuration of a service`, () => {
    const manifests = rendered(overlay);
    const read = ofKind(manifests, "Deployment").flatMap((it) => configOf(manifests, it)?.text ?? []);
    const kept = ofKind(manifests, "ConfigMap").flatMap(({ data }: Value) => Object.values(data));
    assert.deepEqual(read.sort(), kept.sort());
    assert.equal(read.length, 4);
  });

  test(`What ${overlay} needs and does not make is in the guide`, () => {
    const manifests = rendered(overlay);
    assert.deepEqual(missing(manifests), MADE_BY_HAND[overlay]);
    const guide = readFileSync("docs/deploy.md", "utf8");
    for (const name of MADE_BY_HAND[overlay] ?? []) assert.ok(guide.includes(`\`${name.split(" ")[1]}\``), name);
  });

  test(`Every Service of ${overlay} is named by its certificate`, () => {
    assert.deepEqual(uncertified(rendered(overlay)), []);
  });
}

test("An unknown field, a wrong value and another service's field are refused", () => {
  const text = readFileSync("deploy/kustomize/base/submission/submission.txtpb", "utf8");
  assert.match(readConfig("submission", text), /validation: "dns:/);
  for (const [wrong, expected] of [
    [`${text}validatoin: "x"`, /validatoin/],
    [text.replace("announce", "anounce"), /anounce/],
    [text.replace("seconds: 5", 'seconds: "5"'), /Expected integer/],
    [`${text}sources { submission: "x" }`, /sources/],
  ] as const) {
    assert.throws(() => readConfig("submission", wrong), expected);
  }
});

const faulty: [(manifests: Manifest[]) => void, string][] = [
  [
    (it) => replace(it, "submission", "0.0.0.0:7141", "0.0.0.0:7144"),
    "Deployment nianbao-submission listens on 7133,7140,7144, has the ports 7133,7140,7141",
  ],
  [
    (it) => replace(it, "submission", "127.0.0.1:7142", "[::]:7142"),
    "Deployment nianbao-submission lets its administrator in from elsewhere",
  ],
  [
    (it) => replace(it, "submission", "/tls/tls.key", "/keys/tls.key"),
    "Deployment nianbao-submission names /etc/nianbao/keys/tls.key, which is not mounted",
  ],
  [
    (it) => replace(it, "submission", "local:7132", "local:7133"),
    "Deployment nianbao-submission calls nianbao-validation.nianbao.svc.cluster.local:7133, which is no Service",
  ],
  [
    (it) => replace(it, "aggregation", "nianbao-submission.", "submission."),
    "Deployment nianbao-aggregation calls submission.nianbao.svc.cluster.local:7133, which is no Service",
  ],
  [
    (it) => replace(it, "submission", "sa/nianbao-gateway", "sa/gateway"),
    "Deployment nianbao-submission believes spiffe://cluster.local/ns/nianbao/sa/gateway to be gateway",
  ],
  [
    (it) => replace(it, "submission", "spiffe://cluster.local", "spiffe://other.example"),
    "Deployment nianbao-submission believes spiffe://other.example/ns/nianbao/sa/nianbao-gateway, of which there is no certificate",
  ],
  [
    (it) => replace(it, "submission", "seconds: 25", "seconds: 120"),
    "Deployment nianbao-submission is killed after 120 s, takes 5 s and 120 s to stop",
  ],
  [
    (it) => argument(it, "--drain-grace=120"),
    "Deployment nianbao-gateway is killed after 120 s, takes 5 s and 120 s to stop",
  ],
];

function replace(manifests: Manifest[], service: string, text: string, by: string) {
  const { data } = manifests.find(({ metadata }) => metadata.name.startsWith(`nianbao-${service}-config-`)) as Value;
  assert.ok(data[`${service}.txtpb`].includes(text), text);
  data[`${service}.txtpb`] = data[`${service}.txtpb`].replace(text, by);
}

function argument(manifests: Manifest[], by: string) {
  const [container] = find(manifests, "Deployment", "nianbao-gateway")["spec"].template.spec.containers;
  const name = by.split("=")[0] as string;
  container.args = container.args.map((it: string) => (it.startsWith(`${name}=`) ? by : it));
}

for (const [alter, expected] of faulty) {
  test(`It is found: ${expected}`, () => {
    const manifests = rendered("gov-cloud");
    alter(manifests);
    assert.ok(configFaults(manifests).includes(expected), configFaults(manifests).join("\n"));
  });
}

test("It is found when something that is referred to is not there, or a certificate has another name", () => {
  const manifests = rendered("gov-cloud");
  find(manifests, "GRPCRoute", "nianbao")["spec"].rules[0].backendRefs[0].name = "document";
  find(manifests, "Certificate", "nianbao-document")["spec"].issuerRef.name = "other";
  find(manifests, "Certificate", "nianbao-document")["spec"].dnsNames = ["document"];
  const found = missing(manifests);
  assert.ok(found.includes("Service document") && found.includes("Issuer other"), found.join());
  assert.deepEqual(uncertified(manifests), ["Service nianbao-document"]);
});

test("The edge leads native callers to every public service of the suite, and to no other", () => {
  const sources = readdirSync("proto", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".proto"))
    .map((path) => readFileSync(`proto/${path}`, "utf8"));
  const open = sources.flatMap((text) => {
    const name = /^service (\w+)/m.exec(text)?.[1];
    const internal = text.includes("option (nianbao.identity.v1.internal) = true;");
    return name === undefined || internal ? [] : [`${/^package ([\w.]+);/m.exec(text)?.[1]}.${name}`];
  });
  const { rules } = find(rendered("gov-cloud"), "GRPCRoute", "nianbao")["spec"];
  const routed: string[] = rules.flatMap(({ matches }: Value) => matches.map(({ method }: Value) => method.service));
  assert.deepEqual(routed.sort(), open.sort());
});
