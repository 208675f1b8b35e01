// Where a person who logged in has something to do.
import { grants } from "@/rpc/services";
import { session } from "@/session/session";

// Resource name of the first organ for which the person has a role; undefined for one with a role for all, and where
// people name themselves.
export async function ownOrgan(signal: AbortSignal): Promise<string | undefined> {
  if (session.value.mode !== "identified") return undefined;
  const own = await grants.listOwnGrants({}, { signal });
  if (own.grants.some(({ node }) => node === "")) return undefined;
  return own.grants[0]?.node;
}
