// The suite's protos, as `buf build` left them.
import { readFileSync } from "node:fs";
import { createFileRegistry, type DescService, type FileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

export function readDescriptors(file: string | URL): FileRegistry {
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(file)));
}

// What callers may reach. Health and reflection of a process are not among them: they are no packages of the suite.
export function publicServices(registry: FileRegistry): DescService[] {
  return [...registry].filter((desc) => desc.kind === "service").filter((desc) => desc.typeName.startsWith("nianbao."));
}
