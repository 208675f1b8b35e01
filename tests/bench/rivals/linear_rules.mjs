// Measures rivals on the linear rules: protovalidate on a message with the rules as its options, and bare CEL.
//
//   node linear_rules.mjs protovalidate|cel FOLDER SECONDS
//
// FOLDER is what `validate_cpu --rival-input` wrote. Before measuring, the rival must find the same rules broken as the
// suite does.
import { readFileSync } from "node:fs";
import { deepStrictEqual } from "node:assert";
import { create, createFileRegistry, fromBinary, setExtension } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema, FileDescriptorSetSchema, MessageOptionsSchema } from "@bufbuild/protobuf/wkt";
import { celEnv, parse, plan } from "@bufbuild/cel";
import { createValidator } from "@bufbuild/protovalidate";
import { message as messageRules, MessageRulesSchema } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";

const [engine, folder, seconds] = process.argv.slice(2);
const input = JSON.parse(readFileSync(`${folder}/input.json`, "utf8"));

// The schema of the form, and a message of two reports with all rules on it.
function makeRegistry() {
  const files = fromBinary(FileDescriptorSetSchema, readFileSync(`${folder}/schema.binpb`));
  const options = create(MessageOptionsSchema);
  const cel = input.rules.map(({ id, expression }) => ({ id, expression, message: id }));
  setExtension(options, messageRules, create(MessageRulesSchema, { cel }));
  const field = (name, number) => ({ name, number, label: 1, type: 11, typeName: ".nianbao.form.v1.AnnualReport" });
  files.file.push(
    create(FileDescriptorProtoSchema, {
      name: "bench.proto",
      package: "bench",
      syntax: "proto3",
      dependency: ["nianbao/form/v1/annual_report.proto"],
      messageType: [{ name: "Subject", field: [field("report", 1), field("prior", 2)], options }],
    }),
  );
  return createFileRegistry(files);
}

const registry = makeRegistry();
const subjectSchema = registry.getMessage("bench.Subject");
const reportSchema = registry.getMessage("nianbao.form.v1.AnnualReport");

function readSubject(name) {
  const read = (part) => fromBinary(reportSchema, readFileSync(`${folder}/${name}.${part}.binpb`));
  return create(subjectSchema, { report: read("report"), prior: read("prior") });
}

// Each engine: a function from a subject to the ids of the broken rules, with all preparation behind it.
const engines = {
  protovalidate() {
    const validator = createValidator({ registry });
    return (subject) => {
      const result = validator.validate(subjectSchema, subject);
      if (result.kind === "error") throw result.error;
      return result.kind === "valid" ? [] : result.violations.map((violation) => violation.ruleId);
    };
  },
  cel() {
    const env = celEnv({ registry });
    const rules = input.rules.map(({ id, expression }) => ({ id, holds: plan(env, parse(expression)) }));
    return (subject) => {
      const bindings = { this: subject };
      const broken = [];
      for (const { id, holds } of rules) {
        const answer = holds(bindings);
        if (typeof answer !== "boolean") throw answer;
        if (!answer) broken.push(id);
      }
      return broken;
    };
  },
};

function repeat(operation, milliseconds) {
  const until = performance.now() + milliseconds;
  let operations = 0;
  while (performance.now() < until) {
    operation();
    operations += 1;
  }
  return operations;
}

const brokenRules = engines[engine]();
for (const { name, broken_rules: wanted } of input.subjects) deepStrictEqual(brokenRules(readSubject(name)), wanted ?? []);

const subject = readSubject("consistent");
const operation = () => brokenRules(subject);
// Long enough for the compiler of the runtime to have settled.
repeat(operation, 1000 * Math.max(seconds, 0.2));
const cpu = process.cpuUsage();
const wall = performance.now();
const operations = repeat(operation, 1000 * seconds);
const wallNs = (1e6 * (performance.now() - wall)) / operations;
const used = process.cpuUsage(cpu);
console.log(JSON.stringify({ operations, wall_ns: wallNs, cpu_ns: (1e3 * (used.user + used.system)) / operations }));
