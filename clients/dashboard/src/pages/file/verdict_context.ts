// What the report is checked against beside itself: what submission took for the saved draft, or else what can be known
// without one.
import { create } from "@bufbuild/protobuf";
import type { Filing } from "@gen/nianbao/submission/v1/filing_pb";
import { type Context, ContextSchema } from "@gen/nianbao/validation/v1/context_pb";
import { refusalOf } from "@/rpc/refusal";
import { directory, rulebook, submission } from "@/rpc/services";
import { filingName } from "./filing_name";
import type { Place } from "./sheet";

export async function contextOf(place: Place, dueDate: string, digest: string): Promise<Context> {
  if (digest !== "") {
    const { context } = await rulebook.getVerdictContext({ digest });
    if (context !== undefined) return context;
  }
  const [prior, { organ }] = await Promise.all([
    existingFiling(filingName(place.organ, place.year - 1, place.scope)),
    directory.getOrgan({ name: place.organ }),
  ]);
  const report = prior?.effectiveRevision?.report;
  return create(ContextSchema, {
    prior: report === undefined ? [] : [report],
    ...(organ && { organ }),
    filingDate: today(),
    dueDate,
  });
}

// Undefined when nothing was filed yet.
export async function existingFiling(name: string): Promise<Filing | undefined> {
  try {
    return (await submission.getFiling({ name })).filing;
  } catch (error) {
    if (refusalOf(error).reason === "FILING_UNKNOWN") return undefined;
    throw error;
  }
}

function today(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
}
