// The public key with which the person checks signatures, for as long as the page is open.
import { shallowRef } from "vue";
import type { PublicKey } from "@/proof/sm2";

export const publicKey = shallowRef<{ name: string; key: PublicKey }>();
