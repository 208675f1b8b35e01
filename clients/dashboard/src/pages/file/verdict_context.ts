// What the report is checked against beside itself: what submission took for the saved draft, or else what can be known
// without one.
import { create } from "@bufbuild/protobuf";
import type { Filing } from "@gen/nianbao/submission/v1/filing_pb";
import { type Context, ContextSchema } from "@gen/nianbao/validation/v1/context_pb";
import { shanghaiToday } from "@/i18n/shanghai_time";
import { refusalOf } from "@/rpc/refusal";
import { directory, rulebook, submission } from "@/rpc/services";
import type { Place } from "./sheet";

export async function contextOf(place: Place, dueDate: string, digest: string): Promise<Context> {
  if (digest !== "") {
    const { context } = await rulebook.getVerdictContext({ digest });
    if (context !== undefined) return context;
  }
  const [prior, { organ }] = await Promise.all([
    existingFiling({ ...place, year: place.year - 1 }),
    directory.getOrgan({ name: place.organ }),
  ]);
  const report = prior?.effectiveRevision?.report;
  return create(ContextSchema, {
    prior: report === undefined ? [] : [report],
    ...(organ && { organ }),
    filingDate: shanghaiToday(),
    dueDate,
  });
}

// Undefined when nothing was saved yet. The list of who must file is asked first: to ask for what is not there is an error.
export async function existingFiling({ organ, year, scope }: Place): Promise<Filing | undefined> {
  try {
    const { statuses } = await directory.getCompleteness({ node: organ, year, pageSize: 2 });
    const status = statuses.find((each) => each.organ?.name === organ && each.scope === scope);
    if (status?.filing === undefined) return undefined;
    return (await submission.getFiling({ name: status.filing.name })).filing;
  } catch (error) {
    if (["FILING_UNKNOWN", "ORGAN_UNKNOWN"].includes(refusalOf(error).reason)) return undefined;
    throw error;
  }
}
