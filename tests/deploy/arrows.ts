// Who may speak to whom: as the design has it, and as the network policies open it.
import { type Manifest, nameOf, ofKind, podOf, selects, type Value, workloads } from "./manifest.js";

// [from, to, port, overlays; all when it is left out]. Kubelets probe from the pod's own node, which no policy keeps out.
export const ARROWS: [string, string, string, string?][] = [
  ["gateway", "document", "7131"],
  ["gateway", "validation", "7132"],
  ["gateway", "submission", "7133"],
  ["gateway", "aggregation", "7134"],
  ["gateway", "identity provider", "443"],
  ["gateway", "dns", "53"],
  ["submission", "validation", "7132"],
  ["submission", "dns", "53"],
  ["submission", "external database", "5432", "gov-cloud"],
  ["submission", "postgresql", "5432", "province-federated"],
  ["aggregation", "submission", "7133"],
  ["aggregation", "dns", "53"],
  ["aggregation", "submissions of others", "7133", "province-federated"],
  ["edge", "document", "7131"],
  ["edge", "validation", "7132"],
  ["edge", "submission", "7133"],
  ["edge", "aggregation", "7134"],
  ["edge", "gateway", "7135"],
  ["clients", "gateway", "7135", "single-node"],
  ["prometheus", "document", "7141"],
  ["prometheus", "validation", "7141"],
  ["prometheus", "submission", "7141"],
  ["prometheus", "aggregation", "7141"],
  ["prometheus", "gateway", "7141"],
  ["migrate", "external database", "5432", "gov-cloud"],
  ["migrate", "postgresql", "5432", "province-federated"],
  ["migrate", "dns", "53", "gov-cloud province-federated"],
  // What CloudNativePG needs for itself.
  ["postgresql", "postgresql", "5432", "province-federated"],
  ["postgresql", "postgresql", "8000", "province-federated"],
  ["cloudnative-pg", "postgresql", "8000", "province-federated"],
  ["postgresql", "anywhere", "443", "province-federated"],
  ["postgresql", "anywhere", "6443", "province-federated"],
  ["postgresql", "dns", "53", "province-federated"],
];

// Addresses of what lies outside the cluster, as the overlays name them.
const OUTSIDE: Record<string, string> = {
  "0.0.0.0/0": "anywhere",
  "192.0.2.10/32": "external database",
  "192.0.2.20/32": "identity provider",
  "192.0.2.31/32": "submissions of others",
  "192.0.2.32/32": "submissions of others",
  "192.0.2.128/25": "clients",
};

const NAMESPACES: Record<string, string> = {
  '{"kubernetes.io/metadata.name":"cnpg-system"}': "cloudnative-pg",
  '{"kubernetes.io/metadata.name":"kube-system"}{"k8s-app":"kube-dns"}': "dns",
  '{"nianbao/edge":"true"}': "edge",
  '{"nianbao/metrics":"true"}': "prometheus",
};

export interface Opened {
  // "FROM → TO PORT", as those that are spoken to let it in.
  ingress: string[];
  // The same, as those that speak are let out.
  egress: string[];
}

export function designed(overlay: string): Opened {
  const arrows = ARROWS.filter(([, , , only]) => only === undefined || only.split(" ").includes(overlay));
  const named = (within: (arrow: (typeof ARROWS)[number]) => boolean) =>
    sorted(arrows.filter(within).map(([from, to, port]) => `${from} → ${to} ${port}`));
  return { ingress: named(([, to]) => isPod(to)), egress: named(([from]) => isPod(from)) };
}

export function opened(manifests: Manifest[]): Opened {
  const pods = podsOf(manifests);
  const ingress: string[] = [];
  const egress: string[] = [];
  for (const policy of ofKind(manifests, "NetworkPolicy")) {
    const { podSelector, policyTypes = [] } = policy["spec"];
    for (const pod of pods.filter(({ labels }) => selects(podSelector, labels))) {
      if (policyTypes.includes("Ingress")) {
        for (const { from, ports } of policy["spec"].ingress ?? []) {
          for (const [peer, port] of pairs(policy, pods, from, ports)) ingress.push(`${peer} → ${pod.name} ${port}`);
        }
      }
      if (policyTypes.includes("Egress")) {
        for (const { to, ports } of policy["spec"].egress ?? []) {
          for (const [peer, port] of pairs(policy, pods, to, ports)) egress.push(`${pod.name} → ${peer} ${port}`);
        }
      }
    }
  }
  return { ingress: sorted(ingress), egress: sorted(egress) };
}

// The policies that shut what no other one opens.
export function shut(manifests: Manifest[]): Manifest[] {
  return ofKind(manifests, "NetworkPolicy").filter(
    ({ spec }: Value) =>
      Object.keys(spec.podSelector).length === 0 &&
      [...spec.policyTypes].sort().join() === "Egress,Ingress" &&
      !spec.ingress?.length &&
      !spec.egress?.length,
  );
}

interface Pods {
  name: string;
  labels: Record<string, string>;
}

function podsOf(manifests: Manifest[]): Pods[] {
  return [
    ...workloads(manifests).map((it) => {
      const { labels } = podOf(it).metadata;
      return { name: labels["app.kubernetes.io/name"].replace("nianbao-", ""), labels };
    }),
    ...ofKind(manifests, "Cluster").map(({ metadata }) => ({
      name: "postgresql",
      labels: { "cnpg.io/cluster": metadata.name },
    })),
  ];
}

function isPod(name: string): boolean {
  return ["document", "validation", "submission", "aggregation", "gateway", "migrate", "backup", "postgresql"].includes(
    name,
  );
}

// Without peers a rule opens to everybody, without ports every port.
function pairs(policy: Manifest, pods: Pods[], peers: Value[] = [{}], ports: Value[] = [{}]): [string, string][] {
  return peers
    .flatMap((peer) => namesOf(policy, pods, peer))
    .flatMap((name) => ports.map((port): [string, string] => [name, port.port === undefined ? "any" : portText(port)]));
}

// DNS has both protocols; everything else is TCP.
function portText({ port, endPort, protocol = "TCP" }: Value): string {
  const range = endPort === undefined ? `${port}` : `${port}-${endPort}`;
  return protocol === "TCP" || port === 53 ? range : `${range}/${protocol}`;
}

function namesOf(policy: Manifest, pods: Pods[], { podSelector, namespaceSelector, ipBlock }: Value): string[] {
  if (ipBlock) return [OUTSIDE[ipBlock.cidr] ?? ipBlock.cidr];
  if (namespaceSelector) {
    const key = [namespaceSelector, podSelector].map((it) => JSON.stringify(it?.matchLabels)).join("");
    return [NAMESPACES[key] ?? `namespaces ${JSON.stringify([namespaceSelector, podSelector])}`];
  }
  if (!podSelector) return ["everybody"];
  const names = pods.filter(({ labels }) => selects(podSelector, labels)).map(({ name }) => name);
  return names.length ? names : [`nobody, in ${nameOf(policy)},`];
}

function sorted(arrows: string[]): string[] {
  return [...new Set(arrows)].sort();
}
