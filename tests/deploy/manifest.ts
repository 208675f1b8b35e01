// The rendered manifests, as they are applied.
import { readdirSync, readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";

// biome-ignore lint/suspicious/noExplicitAny: what a manifest holds is what the checks find out
export type Value = any;

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string>; [field: string]: Value };
  [field: string]: Value;
}

export const OVERLAYS = readdirSync("deploy/kustomize/overlays").sort();

export function rendered(overlay: string): Manifest[] {
  return parseAllDocuments(readFileSync(`deploy/rendered/${overlay}.yaml`, "utf8")).map((document) => {
    const [fault] = [...document.errors, ...document.warnings];
    if (fault) throw fault;
    return document.toJS();
  });
}

export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}

export function ofKind(manifests: Manifest[], ...kinds: string[]): Manifest[] {
  return manifests.filter(({ kind }) => kinds.includes(kind));
}

export function find(manifests: Manifest[], kind: string, name: string): Manifest {
  const found = ofKind(manifests, kind).find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

// Those that run pods of their own.
export function workloads(manifests: Manifest[]): Manifest[] {
  return ofKind(manifests, "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob");
}

export function podOf(workload: Manifest): Value {
  const { spec } = workload;
  return (spec.jobTemplate?.spec ?? spec).template;
}

// Those that run before the others too.
export function containersOf(workload: Manifest): Value[] {
  const { initContainers = [], containers = [] } = podOf(workload).spec;
  return [...initContainers, ...containers];
}

export function selects(selector: Value, labels: Record<string, string> = {}): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values }: Value) => {
      const value = labels[key];
      if (operator === "In") return value !== undefined && values.includes(value);
      if (operator === "NotIn") return value === undefined || !values.includes(value);
      if (operator === "Exists") return value !== undefined;
      return value === undefined;
    })
  );
}
