// The suite's protos, as `buf build` left them.
import { readFileSync } from "node:fs";
import { createFileRegistry, type DescService, type FileRegistry, fromBinary, getOption } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

export function readDescriptors(file: string | URL): FileRegistry {
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(file)));
}

// What callers may reach. Health and reflection of a process are not among them: they are no packages of the suite. Nor
// are services that the protos keep for the suite alone.
export function publicServices(registry: FileRegistry): DescService[] {
  const internal = registry.getExtension("nianbao.identity.v1.internal");
  if (internal === undefined) throw new Error("descriptors: nianbao.identity.v1.internal is missing");
  return [...registry]
    .filter((desc) => desc.kind === "service")
    .filter((desc) => desc.typeName.startsWith("nianbao.") && getOption(desc, internal) !== true);
}
