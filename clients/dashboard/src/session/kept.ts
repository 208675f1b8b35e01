// A choice of the person at this browser, kept for the next visit.
import { type Ref, ref, watch } from "vue";

export function kept(name: string, otherwise: string): Ref<string> {
  const key = `nianbao.${name}`;
  const value = ref(localStorage.getItem(key) ?? otherwise);
  watch(value, (chosen) => localStorage.setItem(key, chosen));
  return value;
}
