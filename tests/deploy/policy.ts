// What every pod has to be like, and what goes with it.
import {
  containersOf,
  find,
  type Manifest,
  nameOf,
  ofKind,
  podOf,
  selects,
  type Value,
  workloads,
} from "./manifest.js";

type Rule = (manifests: Manifest[]) => string[];

// Sentences, each with the name of its manifest before it.
export function policyFaults(manifests: Manifest[]): string[] {
  return RULES.flatMap((rule) => rule(manifests));
}

const containersAreRestricted: Rule = eachContainer(({ securityContext: own = {} }, pod) => {
  const of = { ...pod.securityContext, ...own };
  return faults({
    "runs as root": of.runAsNonRoot === true && of.runAsUser > 0,
    "may write to its root": of.readOnlyRootFilesystem === true,
    "has capabilities": own.capabilities?.drop?.includes("ALL") && !own.capabilities.add?.length,
    "may gain privileges": own.allowPrivilegeEscalation === false && own.privileged !== true,
    "has no seccomp profile": of.seccompProfile?.type === "RuntimeDefault",
  });
});

const containersHaveLimits: Rule = eachContainer(({ resources = {} }) =>
  ["requests", "limits"].flatMap((what) =>
    ["cpu", "memory"].filter((unit) => !resources[what]?.[unit]).map((unit) => `has no ${what} of ${unit}`),
  ),
);

// Jobs end by themselves, and nobody is led to them.
const serversAreProbed: Rule = (manifests) =>
  eachContainer(({ startupProbe, readinessProbe, livenessProbe, ports = [] }) =>
    Object.entries({ startupProbe, readinessProbe, livenessProbe }).flatMap(([name, probe]) => {
      const port = probe?.grpc?.port ?? probe?.httpGet?.port;
      const known = ports.some((it: Value) => it.name === "health" && (port === it.name || port === it.containerPort));
      return known ? [] : [`has no ${name} on its health port`];
    }),
  )(manifests.filter(({ kind }) => !["Job", "CronJob"].includes(kind)));

const imagesArePinned: Rule = eachContainer(({ image }) => {
  const [, tag, digest] = /^[^@]*?\/[^/:@]+(?::([\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(image) ?? [];
  return digest || (tag && tag !== "latest") ? [] : [`has the image ${image}, without digest or release`];
});

const podsReachNoNode: Rule = eachPod((pod) =>
  faults({
    "shares a namespace of the node": !(pod.hostNetwork || pod.hostPID || pod.hostIPC),
    "mounts a folder of the node": !pod.volumes?.some(({ hostPath }: Value) => hostPath),
    "opens a port of the node": !pod.containers.some((it: Value) => it.ports?.some(({ hostPort }: Value) => hostPort)),
  }),
);

// Programs refuse a key that others may read. The group is the pod's own (fsGroup).
const secretsAreKept: Rule = eachPod((pod) =>
  (pod.volumes ?? []).flatMap(({ name, secret }: Value) =>
    secret === undefined || (secret.defaultMode === 0o440 && pod.securityContext?.fsGroup > 0)
      ? []
      : [`lets others read the secret ${name}`],
  ),
);

const podsHaveNoToken: Rule = (manifests) => [
  ...eachPod((pod) => faults({ "mounts a token of the API": pod.automountServiceAccountToken === false }))(manifests),
  ...ofKind(manifests, "ServiceAccount").flatMap((account) =>
    account["automountServiceAccountToken"] === false ? [] : [`${nameOf(account)} gives its token to every pod`],
  ),
];

const podsHaveAccountsOfTheirOwn: Rule = (manifests) =>
  workloads(manifests).flatMap((workload) => {
    const account = podOf(workload).spec.serviceAccountName;
    const users = workloads(manifests).filter((it) => podOf(it).spec.serviceAccountName === account);
    const exists = ofKind(manifests, "ServiceAccount").some(({ metadata }) => metadata.name === account);
    return exists && users.length === 1 ? [] : [`${nameOf(workload)} has no ServiceAccount of its own`];
  });

const namespaceIsRestricted: Rule = (manifests) =>
  ofKind(manifests, "Namespace")
    .filter(({ metadata }) => metadata.labels?.["pod-security.kubernetes.io/enforce"] !== "restricted")
    .map((it) => `${nameOf(it)} admits pods that are not restricted`);

const everythingIsInTheNamespace: Rule = (manifests) =>
  manifests
    .filter(({ kind, metadata }) => kind !== "Namespace" && metadata["namespace"] !== "nianbao")
    .map((it) => `${nameOf(it)} is not in the namespace nianbao`);

// A selector that matches nothing stays without effect and says nothing. The pods of a Cluster are its operator's to make.
const selectorsMatch: Rule = (manifests) => {
  const labels = [
    ...workloads(manifests).map((it) => podOf(it).metadata.labels),
    ...ofKind(manifests, "Cluster").map(({ metadata }) => ({ "cnpg.io/cluster": metadata.name })),
  ];
  const selectors = manifests.flatMap((manifest): [Manifest, Value][] => {
    const { kind, spec } = manifest as Value;
    if (kind === "Service") return [[manifest, { matchLabels: spec.selector }]];
    if (kind === "NetworkPolicy") return [[manifest, spec.podSelector]];
    return ["PodDisruptionBudget", "PodMonitor", "Deployment"].includes(kind) ? [[manifest, spec.selector]] : [];
  });
  return [
    ...selectors
      .filter(([, selector]) => !labels.some((it) => selects(selector, it)))
      .map(([manifest]) => `${nameOf(manifest)} selects no pod`),
    ...ofKind(manifests, "Deployment")
      .filter((it) => !selects(it["spec"].selector, podOf(it).metadata.labels))
      .map((it) => `${nameOf(it)} does not select its own pods`),
  ];
};

const replicasAreSpread: Rule = (manifests) =>
  ofKind(manifests, "Deployment").flatMap((it) => {
    const { metadata, spec } = podOf(it);
    const spread = (spec.topologySpreadConstraints ?? [])
      .filter(({ labelSelector }: Value) => selects(labelSelector, metadata.labels))
      .map(({ topologyKey }: Value) => topologyKey);
    return ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]
      .filter((key) => !spread.includes(key))
      .map((key) => `${nameOf(it)} is not spread by ${key}`);
  });

const servicePortsExist: Rule = (manifests) =>
  ofKind(manifests, "Service").flatMap((service) =>
    service["spec"].ports
      .filter(({ targetPort, port }: Value) => portOf(manifests, service, targetPort ?? port) === undefined)
      .map(({ port }: Value) => `${nameOf(service)} leads port ${port} to none of its pods`),
  );

// The number of a port of the pods of a Service.
export function portOf(manifests: Manifest[], service: Manifest, target: string | number): number | undefined {
  return workloads(manifests)
    .filter((it) => selects({ matchLabels: service["spec"].selector }, podOf(it).metadata.labels))
    .flatMap(containersOf)
    .flatMap(({ ports = [] }) => ports)
    .find(({ name, containerPort }) => name === target || containerPort === target)?.containerPort;
}

// The fewest replicas that there are, as the autoscaler leaves them.
function replicasOf(manifests: Manifest[], deployment: Manifest): number {
  const scaler = scalerOf(manifests, deployment.metadata.name);
  return scaler?.["spec"].minReplicas ?? deployment["spec"].replicas ?? 1;
}

function scalerOf(manifests: Manifest[], name: string): Manifest | undefined {
  return ofKind(manifests, "HorizontalPodAutoscaler").find((it) => it["spec"].scaleTargetRef.name === name);
}

const budgetsLetNodesBeEmptied: Rule = (manifests) => {
  const budgets = ofKind(manifests, "PodDisruptionBudget");
  return ofKind(manifests, "Deployment").flatMap((deployment) => {
    const own = budgets.filter((it) => selects(it["spec"].selector, podOf(deployment).metadata.labels));
    const replicas = replicasOf(manifests, deployment);
    if (replicas > 1 && own.length !== 1) return [`${nameOf(deployment)} has ${own.length} budgets, want 1`];
    return own
      .filter(({ spec }: Value) => !(spec.minAvailable < replicas))
      .map((it) => `${nameOf(it)} keeps ${it["spec"].minAvailable} of ${replicas} replicas`);
  });
};

const autoscalersOwnTheReplicas: Rule = (manifests) =>
  ofKind(manifests, "HorizontalPodAutoscaler").flatMap((scaler) => {
    const deployment = find(manifests, "Deployment", scaler["spec"].scaleTargetRef.name);
    return faults({
      [`${nameOf(scaler)} scales what has a number of its own`]: deployment["spec"].replicas === undefined,
      [`${nameOf(scaler)} has no room`]: scaler["spec"].minReplicas < scaler["spec"].maxReplicas,
    });
  });

const volumesAreForOne: Rule = (manifests) =>
  ofKind(manifests, "Deployment")
    .filter((it) => podOf(it).spec.volumes?.some(({ persistentVolumeClaim }: Value) => persistentVolumeClaim))
    .filter((it) => replicasOf(manifests, it) !== 1 || it["spec"].strategy?.type !== "Recreate")
    .map((it) => `${nameOf(it)} has a volume, and more than one replica at some time`);

const RULES = [
  containersAreRestricted,
  containersHaveLimits,
  serversAreProbed,
  imagesArePinned,
  podsReachNoNode,
  secretsAreKept,
  podsHaveNoToken,
  podsHaveAccountsOfTheirOwn,
  namespaceIsRestricted,
  everythingIsInTheNamespace,
  selectorsMatch,
  replicasAreSpread,
  servicePortsExist,
  budgetsLetNodesBeEmptied,
  autoscalersOwnTheReplicas,
  volumesAreForOne,
];

// Those names whose condition does not hold.
function faults(conditions: Record<string, unknown>): string[] {
  return Object.entries(conditions).flatMap(([fault, holds]) => (holds ? [] : [fault]));
}

function eachPod(check: (pod: Value) => string[]): Rule {
  return (manifests) =>
    workloads(manifests).flatMap((it) => check(podOf(it).spec).map((fault) => `${nameOf(it)} ${fault}`));
}

function eachContainer(check: (container: Value, pod: Value) => string[]): Rule {
  return (manifests) =>
    workloads(manifests).flatMap((workload) =>
      containersOf(workload).flatMap((container) =>
        check(container, podOf(workload).spec).map((fault) => `${nameOf(workload)}: ${container.name} ${fault}`),
      ),
    );
}
