// What the pods are told: files and arguments, and what these name.
import { execFileSync } from "node:child_process";
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
import { portOf } from "./policy.js";

// Objects that whoever installs has to make; docs/deploy.md says how.
export const MADE_BY_HAND: Record<string, string[]> = {
  "single-node": ["ConfigMap nianbao-jwks", "Secret nianbao-gateway"],
  "gov-cloud": [
    "ConfigMap nianbao-authorities",
    "ConfigMap nianbao-jwks",
    "Secret nianbao-database",
    "Secret nianbao-edge-tls",
    "Secret nianbao-gateway",
  ],
  "province-federated": [
    "ConfigMap nianbao-authorities",
    "ConfigMap nianbao-jwks",
    "Secret nianbao-edge-tls",
    "Secret nianbao-gateway",
  ],
};

const read = new Map<string, string>();

// As protobuf text with all that stands in it, one field a line; throws what protoc says of unknown fields and wrong values.
export function readConfig(service: string, text: string): string {
  const message = `nianbao.config.v1.${service.charAt(0).toUpperCase()}${service.slice(1)}Service`;
  const protoc = (direction: string, input: string | Buffer) =>
    execFileSync("protoc", ["-I", "proto", `--${direction}=${message}`, "nianbao/config/v1/services.proto"], {
      input,
      stdio: ["pipe", "pipe", "pipe"],
    });
  const key = `${service} ${text}`;
  const known = read.get(key) ?? protoc("decode", protoc("encode", text)).toString();
  read.set(key, known);
  return known;
}

// The file of a Deployment's --config, and the service that it is of.
export function configOf(manifests: Manifest[], deployment: Manifest): { service: string; text: string } | undefined {
  const path = argumentsOf(deployment).get("config")?.[0];
  if (path === undefined) return undefined;
  const file = path.split("/").at(-1) ?? "";
  const mount = containersOf(deployment)[0].volumeMounts.find((it: Value) => `${it.mountPath}/${file}` === path);
  const volume = podOf(deployment).spec.volumes.find(({ name }: Value) => name === mount?.name);
  const text = find(manifests, "ConfigMap", volume?.configMap.name)["data"][file];
  return { service: file.replace(".txtpb", ""), text };
}

export function argumentsOf(deployment: Manifest): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const argument of containersOf(deployment)[0].args as string[]) {
    const [, name = "", value = ""] = /^--([\w-]+)=(.*)$/.exec(argument) ?? [];
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}

// All that a pod is told, as text: its arguments and its file.
function toldTo(manifests: Manifest[], deployment: Manifest): string {
  const config = configOf(manifests, deployment);
  const args = (containersOf(deployment)[0].args as string[]).join("\n");
  return config ? `${args}\n${readConfig(config.service, config.text)}` : args;
}

// Sentences, each with the name of its manifest before it.
export function configFaults(manifests: Manifest[]): string[] {
  return ofKind(manifests, "Deployment").flatMap((deployment) =>
    [portFaults, pathFaults, targetFaults, identityFaults, drainFaults].flatMap((rule) =>
      rule(deployment, toldTo(manifests, deployment), manifests).map((fault) => `${nameOf(deployment)} ${fault}`),
    ),
  );
}

type Rule = (deployment: Manifest, told: string, manifests: Manifest[]) => string[];

// It listens on the ports of its container, and on loopback for its administrator.
const portFaults: Rule = (deployment, told) => {
  const listened = [...told.matchAll(/0\.0\.0\.0:(\d+)/g)].map(([, port]) => Number(port)).sort();
  const ports = containersOf(deployment)[0].ports.map(({ containerPort }: Value) => containerPort);
  const admin = /admin_listen: "(?!127\.)/.test(told) ? ["lets its administrator in from elsewhere"] : [];
  return `${listened}` === `${ports.sort()}` ? admin : [...admin, `listens on ${listened}, has the ports ${ports}`];
};

const pathFaults: Rule = (deployment, told) => {
  const mounts = containersOf(deployment)[0].volumeMounts.map(({ mountPath }: Value) => mountPath);
  return [...told.matchAll(/\/(?:etc|var)\/[\w./-]+/g)]
    .map(([path]) => path)
    .filter((path) => !mounts.some((it: string) => path === it || path.startsWith(`${it}/`)))
    .map((path) => `names ${path}, which is not mounted`);
};

const targetFaults: Rule = (_, told, manifests) =>
  [...told.matchAll(/([\w-]+)\.nianbao\.svc\.cluster\.local:(\d+)/g)]
    .filter(([, name, port]) => {
      const service = ofKind(manifests, "Service").find(({ metadata }) => metadata.name === name);
      return !service || portOf(manifests, service, Number(port)) === undefined;
    })
    .map(([target]) => `calls ${target}, which is no Service`);

// The SPIFFE ids that it believes are those of certificates, which are those of accounts.
const identityFaults: Rule = (_, told, manifests) => {
  const certified = ofKind(manifests, "Certificate").flatMap(({ spec }: Value) => spec.uris ?? []);
  return [...told.matchAll(/name: "(\w+)"\s+spiffe_id: "([^"]+)"/g)].flatMap(([, name, id = ""]) => {
    const account = ofKind(manifests, "ServiceAccount").find(({ metadata }) => metadata.name === `nianbao-${name}`);
    const path = account && `/ns/${account.metadata["namespace"]}/sa/${account.metadata.name}`;
    if (!path || !id.endsWith(path)) return [`believes ${id} to be ${name}`];
    return certified.includes(id) ? [] : [`believes ${id}, of which there is no certificate`];
  });
};

const drainFaults: Rule = (deployment, told) => {
  const seconds = ["announce", "grace"].map((name) => {
    const [, inFile, inFlag] = new RegExp(`${name} \\{\\s+seconds: (\\d+)|--drain-${name}=(\\d+)`).exec(told) ?? [];
    return Number(inFile ?? inFlag);
  });
  const [announce = Number.NaN, grace = Number.NaN] = seconds;
  const given = podOf(deployment).spec.terminationGracePeriodSeconds;
  return given > announce + grace ? [] : [`is killed after ${given} s, takes ${announce} s and ${grace} s to stop`];
};

// What pods and custom resources refer to and the overlay does not make.
export function missing(manifests: Manifest[]): string[] {
  const made = new Set([
    ...manifests.map(nameOf),
    ...ofKind(manifests, "Certificate").map(({ spec }: Value) => `Secret ${spec.secretName}`),
    ...ofKind(manifests, "Cluster").map(({ metadata }) => `Secret ${metadata.name}-app`),
  ]);
  const named = manifests.flatMap((manifest) => [...references(manifest)]);
  return [...new Set(named)].filter((name) => !made.has(name)).sort();
}

function* references(value: Value): Generator<string> {
  if (value === null || typeof value !== "object") return;
  if (value.configMap?.name && !value.configMap.optional) yield `ConfigMap ${value.configMap.name}`;
  if (value.secret?.secretName) yield `Secret ${value.secret.secretName}`;
  if (value.secretKeyRef) yield `Secret ${value.secretKeyRef.name}`;
  if (value.persistentVolumeClaim) yield `PersistentVolumeClaim ${value.persistentVolumeClaim.claimName}`;
  for (const { name } of value.certificateRefs ?? []) yield `Secret ${name}`;
  for (const { kind, name } of value.caCertificateRefs ?? []) yield `${kind} ${name}`;
  for (const { name } of value.backendRefs ?? []) yield `Service ${name}`;
  for (const { kind, name } of value.targetRefs ?? []) yield `${kind} ${name}`;
  for (const { name } of value.parentRefs ?? []) yield `Gateway ${name}`;
  if (value.issuerRef) yield `${value.issuerRef.kind} ${value.issuerRef.name}`;
  for (const inner of Object.values(value)) yield* references(inner);
}

// The Services that a certificate has to name, and those that do not find their name in it.
export function uncertified(manifests: Manifest[]): string[] {
  return ofKind(manifests, "Service")
    .filter(({ spec }: Value) => spec.type !== "NodePort")
    .filter((service) => {
      const pods = workloads(manifests).find((it) =>
        selects({ matchLabels: service["spec"].selector }, podOf(it).metadata.labels),
      );
      const secrets = podOf(pods as Manifest).spec.volumes.map(({ secret }: Value) => secret?.secretName);
      return !ofKind(manifests, "Certificate").some(
        ({ spec }: Value) =>
          secrets.includes(spec.secretName) &&
          spec.dnsNames?.includes(`${service.metadata.name}.nianbao.svc.cluster.local`),
      );
    })
    .map(nameOf);
}
