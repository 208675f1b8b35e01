// Reports about which the rules would say something else if a rule were switched.
import type { AffectedFiling } from "@gen/nianbao/submission/v1/rulebook_service_pb";
import type { Rule_Status as Status } from "@gen/nianbao/validation/v1/rulebook_pb";
import { shallowRef } from "vue";
import { type Call, useCall } from "@/rpc/call";
import { rulebook } from "@/rpc/services";

export interface Affected extends Call<AffectedFiling[]> {
  // Filings asked about so far.
  examined: Readonly<{ value: number }>;
}

export function useAffected(rule: string, status: Status, year: number): Affected {
  const examined = shallowRef(0);
  const call = useCall(async (signal) => {
    const filings: AffectedFiling[] = [];
    let pageToken = "";
    let seen = 0;
    do {
      const page = await rulebook.listAffectedFilings({ rule, status, year, pageToken }, { signal });
      filings.push(...page.filings);
      seen += page.examined;
      examined.value = seen;
      pageToken = page.nextPageToken;
    } while (pageToken !== "");
    return filings;
  });
  return { ...call, examined };
}
