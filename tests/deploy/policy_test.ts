import assert from "node:assert/strict";
import { test } from "node:test";
import { find, type Manifest, OVERLAYS, rendered, type Value } from "./manifest.js";
import { policyFaults } from "./policy.js";

for (const overlay of OVERLAYS) {
  test(`The pods of ${overlay} are restricted, limited, probed and known to their policies`, () => {
    assert.deepEqual(policyFaults(rendered(overlay)), []);
  });
}

test("In a government cloud there are two of each service, and none of them is alone while a node is emptied", () => {
  const manifests = rendered("gov-cloud");
  const scaled = manifests.filter(({ kind }) => kind === "HorizontalPodAutoscaler");
  assert.deepEqual(scaled.map(({ metadata, spec }: Value) => `${metadata.name} ${spec.minReplicas}`).sort(), [
    "nianbao-aggregation 2",
    "nianbao-document 2",
    "nianbao-gateway 2",
    "nianbao-validation 2",
  ]);
  assert.equal(find(manifests, "Deployment", "nianbao-submission")["spec"].replicas, 2);
});

const faulty: [(manifests: Manifest[]) => void, string][] = [
  [
    (it) => delete server(it).livenessProbe,
    "Deployment nianbao-document: server has no livenessProbe on its health port",
  ],
  [
    (it) => {
      server(it).readinessProbe.grpc.port = 7131;
    },
    "Deployment nianbao-document: server has no readinessProbe on its health port",
  ],
  [
    (it) => delete server(it).startupProbe,
    "Deployment nianbao-document: server has no startupProbe on its health port",
  ],
  [(it) => delete server(it).resources.limits.memory, "Deployment nianbao-document: server has no limits of memory"],
  [(it) => delete server(it).resources.requests, "Deployment nianbao-document: server has no requests of cpu"],
  [
    (it) => {
      pod(it).securityContext.runAsNonRoot = false;
    },
    "Deployment nianbao-document: server runs as root",
  ],
  [
    (it) => {
      server(it).securityContext.runAsUser = 0;
    },
    "Deployment nianbao-document: server runs as root",
  ],
  [
    (it) => delete server(it).securityContext.readOnlyRootFilesystem,
    "Deployment nianbao-document: server may write to its root",
  ],
  [(it) => delete server(it).securityContext.capabilities, "Deployment nianbao-document: server has capabilities"],
  [
    (it) => {
      server(it).securityContext.capabilities.add = ["NET_ADMIN"];
    },
    "Deployment nianbao-document: server has capabilities",
  ],
  [
    (it) => delete server(it).securityContext.allowPrivilegeEscalation,
    "Deployment nianbao-document: server may gain privileges",
  ],
  [
    (it) => {
      server(it).securityContext.privileged = true;
    },
    "Deployment nianbao-document: server may gain privileges",
  ],
  [(it) => delete pod(it).securityContext.seccompProfile, "Deployment nianbao-document: server has no seccomp profile"],
  [
    (it) => delete pod(it).volumes.find(({ secret }: Value) => secret).secret.defaultMode,
    "Deployment nianbao-document lets others read the secret tls",
  ],
  [
    (it) => {
      pod(it).initContainers = [{ name: "first", image: "registry.example/nianbao/first:1" }];
    },
    "Deployment nianbao-document: first may write to its root",
  ],
  [
    (it) => {
      pod(it).initContainers = [{ name: "first", image: "registry.example/nianbao/first:1" }];
    },
    "Deployment nianbao-document: first has no limits of cpu",
  ],
  [
    (it) => {
      server(it).image = "registry.example/nianbao/nianbao-document:latest";
    },
    "Deployment nianbao-document: server has the image registry.example/nianbao/nianbao-document:latest, without digest or release",
  ],
  [
    (it) => {
      server(it).image = "registry.example:5000/nianbao-document";
    },
    "Deployment nianbao-document: server has the image registry.example:5000/nianbao-document, without digest or release",
  ],
  [
    (it) => {
      pod(it).hostNetwork = true;
    },
    "Deployment nianbao-document shares a namespace of the node",
  ],
  [
    (it) => {
      pod(it).volumes.push({ name: "node", hostPath: { path: "/" } });
    },
    "Deployment nianbao-document mounts a folder of the node",
  ],
  [
    (it) => {
      server(it).ports[0].hostPort = 7140;
    },
    "Deployment nianbao-document opens a port of the node",
  ],
  [(it) => delete pod(it).automountServiceAccountToken, "Deployment nianbao-document mounts a token of the API"],
  [
    (it) => delete find(it, "ServiceAccount", "nianbao-document")["automountServiceAccountToken"],
    "ServiceAccount nianbao-document gives its token to every pod",
  ],
  [
    (it) => {
      pod(it).serviceAccountName = "nianbao-gateway";
    },
    "Deployment nianbao-document has no ServiceAccount of its own",
  ],
  [
    (it) => {
      find(it, "Namespace", "nianbao").metadata.labels = {};
    },
    "Namespace nianbao admits pods that are not restricted",
  ],
  [
    (it) => delete find(it, "Service", "nianbao-document").metadata["namespace"],
    "Service nianbao-document is not in the namespace nianbao",
  ],
  [
    (it) => {
      find(it, "Service", "nianbao-document")["spec"].selector = { app: "document" };
    },
    "Service nianbao-document selects no pod",
  ],
  [
    (it) => {
      find(it, "NetworkPolicy", "nianbao-document")["spec"].podSelector.matchLabels = { app: "document" };
    },
    "NetworkPolicy nianbao-document selects no pod",
  ],
  [
    (it) => {
      find(it, "PodMonitor", "nianbao")["spec"].selector.matchExpressions[0].values = ["document"];
    },
    "PodMonitor nianbao selects no pod",
  ],
  [
    (it) => {
      find(it, "Deployment", "nianbao-document")["spec"].template.metadata.labels = {};
    },
    "Deployment nianbao-document does not select its own pods",
  ],
  [
    (it) => delete pod(it).topologySpreadConstraints,
    "Deployment nianbao-document is not spread by kubernetes.io/hostname",
  ],
  [
    (it) => {
      find(it, "Service", "nianbao-document")["spec"].ports[0].targetPort = "http";
    },
    "Service nianbao-document leads port 7131 to none of its pods",
  ],
  [
    (it) => {
      find(it, "PodDisruptionBudget", "nianbao-document")["spec"].minAvailable = 2;
    },
    "PodDisruptionBudget nianbao-document keeps 2 of 2 replicas",
  ],
  [
    (it) => {
      find(it, "PodDisruptionBudget", "nianbao-document")["spec"].selector.matchLabels = {};
    },
    "Deployment nianbao-gateway has 2 budgets, want 1",
  ],
  [
    (it) => {
      find(it, "Deployment", "nianbao-document")["spec"].replicas = 2;
    },
    "HorizontalPodAutoscaler nianbao-document scales what has a number of its own",
  ],
  [
    (it) => {
      find(it, "HorizontalPodAutoscaler", "nianbao-document")["spec"].maxReplicas = 2;
    },
    "HorizontalPodAutoscaler nianbao-document has no room",
  ],
  [
    (it) => {
      pod(it).volumes.push({ name: "data", persistentVolumeClaim: { claimName: "data" } });
    },
    "Deployment nianbao-document has a volume, and more than one replica at some time",
  ],
];

function pod(manifests: Manifest[]) {
  return find(manifests, "Deployment", "nianbao-document")["spec"].template.spec;
}

function server(manifests: Manifest[]) {
  return pod(manifests).containers[0];
}

for (const [alter, expected] of faulty) {
  test(`It is found: ${expected}`, () => {
    const manifests = rendered("gov-cloud");
    alter(manifests);
    assert.ok(policyFaults(manifests).includes(expected), policyFaults(manifests).join("\n"));
  });
}
