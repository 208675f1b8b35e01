// A filing that a reviewer has opened, with what its rules compared it with.
import type { AnnualReport } from "@gen/nianbao/form/v1/annual_report_pb";
import type { Filing, Revision } from "@gen/nianbao/submission/v1/filing_pb";
import { type Call, useCall } from "@/rpc/call";
import { readTitlesBelow } from "@/rpc/organ_titles";
import { refusalOf } from "@/rpc/refusal";
import { rulebook, submission } from "@/rpc/services";
import { revisionShown } from "./revision_shown";

export interface Opened {
  filing: Filing;
  revision: Revision;
  // Accepted reports of the year before: the organ's own, or those of the organs that it succeeds.
  prior: AnnualReport[];
}

export function useOpened(name: string): Call<Opened | undefined> {
  return useCall(async (signal) => {
    const { filing } = await submission.getFiling({ name }, { signal });
    const revision = filing && revisionShown(filing);
    if (filing === undefined || revision === undefined) return undefined;
    await readTitlesBelow(filing.organ);
    const digest = revision.verdict?.contextDigest ?? "";
    if (digest === "") return { filing, revision, prior: [] };
    return { filing, revision, prior: await priorOf(digest, signal) };
  });
}

async function priorOf(digest: string, signal: AbortSignal): Promise<AnnualReport[]> {
  try {
    const { context } = await rulebook.getVerdictContext({ digest }, { signal });
    return context?.prior ?? [];
  } catch (error) {
    if (refusalOf(error).reason === "CONTEXT_UNKNOWN") return [];
    throw error;
  }
}
