import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { find, OVERLAYS, ofKind, podOf, rendered, workloads } from "./manifest.js";

// Kustomize in older ones does not know all that the overlays use.
const OLDEST = 27;

function minorOfKubectl(): number | undefined {
  const { stdout, status } = spawnSync("kubectl", ["version", "--client", "--output=json"], { encoding: "utf8" });
  return status === 0 ? Number.parseInt(JSON.parse(stdout).clientVersion.minor, 10) : undefined;
}

const minor = minorOfKubectl();
const skip = minor === undefined || minor < OLDEST ? `kubectl 1.${OLDEST} or newer is not here` : false;

for (const overlay of OVERLAYS) {
  test(`deploy/rendered/${overlay}.yaml is what the overlay says`, { skip }, () => {
    const now = execFileSync("kubectl", ["kustomize", `deploy/kustomize/overlays/${overlay}`], { encoding: "utf8" });
    const kept = readFileSync(`deploy/rendered/${overlay}.yaml`, "utf8");
    assert.ok(now === kept, `deploy/rendered/${overlay}.yaml is not what the overlay says: run make manifests`);
  });
}

test("The operator's alerts are those that docs/runbook.md explains", () => {
  const { groups } = parse(readFileSync("deploy/observability/alerts.yaml", "utf8"));
  assert.deepEqual(find(rendered("gov-cloud"), "PrometheusRule", "nianbao")["spec"].groups, groups);
});

test("There is a rendering of each overlay and no other", () => {
  assert.deepEqual(
    readdirSync("deploy/rendered").sort(),
    OVERLAYS.map((overlay) => `${overlay}.yaml`),
  );
});

test("Registry and release are said in one place", () => {
  const text = readFileSync("deploy/kustomize/components/registry/registry.yaml", "utf8");
  const [, prefix] = /prefix: (\S+)/.exec(text) ?? [];
  const [, version] = /version: (\S+)/.exec(text) ?? [];
  for (const overlay of OVERLAYS) {
    for (const workload of workloads(rendered(overlay))) {
      for (const { image } of podOf(workload).spec.containers) {
        assert.match(image, new RegExp(`^${prefix}/nianbao[a-z-]*:${version}$`));
      }
    }
  }
  assert.ok(find(rendered("gov-cloud"), "Job", `nianbao-migrate-${version}`));
  assert.match(readFileSync("CMakeLists.txt", "utf8"), new RegExp(`project\\(nianbao VERSION ${version} `));
});

test("A machine by itself keeps its store on a volume, the others in PostgreSQL, which is brought to the release by a Job", () => {
  assert.deepEqual(
    ofKind(rendered("single-node"), "PersistentVolumeClaim").map(({ metadata }) => metadata.name),
    ["nianbao-backup", "nianbao-submission-data"],
  );
  assert.deepEqual(podOf(find(rendered("single-node"), "CronJob", "nianbao-backup")).spec.containers[0].args, [
    "store",
    "backup",
    "/backup",
    "--data=/var/lib/nianbao",
  ]);
  assert.equal(ofKind(rendered("single-node"), "Job").length, 0);
  for (const overlay of ["gov-cloud", "province-federated"]) {
    assert.equal(ofKind(rendered(overlay), "PersistentVolumeClaim").length, 0);
    assert.equal(ofKind(rendered(overlay), "Job").length, 1);
  }
});
