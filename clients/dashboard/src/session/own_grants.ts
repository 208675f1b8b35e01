// What a person who logged in has to do, and where.
import type { Grant_Role as Role } from "@gen/nianbao/organ/v1/grant_pb";
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

// Whether the person has the role, be it elsewhere. Where people name themselves, and where nobody is given a role, all
// may do everything.
export async function hasRole(role: Role, signal: AbortSignal): Promise<boolean> {
  if (session.value.mode !== "identified") return true;
  const own = await grants.listOwnGrants({}, { signal });
  return own.grants.length === 0 || own.grants.some((grant) => grant.role === role);
}
