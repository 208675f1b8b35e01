// Manifests held against the types of the Kubernetes API and of the custom resources, without a cluster: each one becomes a
// literal of its type in TypeScript, whose compiler finds wrong types and values, missing fields and unknown ones. Formats, which types do not tell,
// are left to the validators that come with the types.
import { resolve } from "node:path";
import ts from "typescript";
import { type Manifest, nameOf } from "./manifest.js";

const CUSTOM_RESOURCES = new Map([
  ["cert-manager.io", "@kubernetes-models/cert-manager"],
  ["gateway.networking.k8s.io", "@kubernetes-models/gateway-api"],
  ["monitoring.coreos.com", "@kubernetes-models/prometheus-operator"],
  ["postgresql.cnpg.io", "@kubernetes-models/cloudnative-pg"],
]);

// The models know versions too that no cluster of today serves.
const BUILT_IN = ["v1", "apps/v1", "autoscaling/v2", "batch/v1", "networking.k8s.io/v1", "policy/v1"];

const OPTIONS: ts.CompilerOptions = {
  exactOptionalPropertyTypes: true,
  lib: ["lib.es2022.d.ts"],
  module: ts.ModuleKind.NodeNext,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};

// Sentences, each with the name of its manifest before it.
export async function typeFaults(manifests: Manifest[]): Promise<string[]> {
  const formats = await Promise.all(manifests.map(formatFaults));
  return [...manifests.flatMap(versionFaults), ...compilerFaults(manifests), ...formats.flat()];
}

function versionFaults(manifest: Manifest): string[] {
  const served = BUILT_IN.includes(manifest.apiVersion) || CUSTOM_RESOURCES.has(groupOf(manifest));
  return served ? [] : [`${nameOf(manifest)}: ${manifest.apiVersion} is not served`];
}

function groupOf({ apiVersion }: Manifest): string {
  return apiVersion.split("/")[0] ?? "";
}

function moduleOf(manifest: Manifest): string {
  const { apiVersion, kind } = manifest;
  return `${CUSTOM_RESOURCES.get(groupOf(manifest)) ?? "kubernetes-models"}/${apiVersion}/${kind}`;
}

function compilerFaults(manifests: Manifest[]): string[] {
  const sources = new Map(
    manifests.map((manifest, index) => [
      resolve(`tests/deploy/manifest_${index}.ts`),
      `import type { I${manifest.kind} } from "${moduleOf(manifest)}";\n` +
        `export const manifest: I${manifest.kind} = ${JSON.stringify(manifest, null, 1)};\n`,
    ]),
  );
  const program = ts.createProgram([...sources.keys()], OPTIONS, hostOf(sources));
  return [...sources.keys()].flatMap((path, index) => {
    const file = program.getSourceFile(path);
    return ts.getPreEmitDiagnostics(program, file).map(({ start = 0, messageText }) => {
      const line = sources.get(path)?.slice(start).split("\n")[0]?.trim();
      return `${nameOf(manifests[index] as Manifest)}: ${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  });
}

// Those of the models and the library are read once.
const parsed = new Map<string, ts.SourceFile | undefined>();

function hostOf(sources: Map<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  return {
    ...host,
    fileExists: (path) => sources.has(path) || host.fileExists(path),
    readFile: (path) => sources.get(path) ?? host.readFile(path),
    getSourceFile: (path, options) => {
      const text = sources.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, options);
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, options));
      return parsed.get(path);
    },
  };
}

// A kind that has no model is the compiler's to tell.
async function formatFaults(manifest: Manifest): Promise<string[]> {
  try {
    const models = await import(moduleOf(manifest));
    new models[manifest.kind](manifest).validate();
    return [];
  } catch (error) {
    return [`${nameOf(manifest)}: ${(error as Error).message}`];
  }
}
