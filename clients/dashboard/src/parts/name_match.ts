// How a person finds an organ: by a part of its name, or by some of its characters in their order (住建 is 住房和城乡建设局).
import type { Organ } from "@gen/nianbao/organ/v1/organ_pb";

function inOrder(sought: string, name: string): boolean {
  let at = 0;
  for (const character of sought) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

export function isFound({ title, aliases }: Organ, sought: string): boolean {
  const characters = sought.replace(/\s/g, "").toLowerCase();
  return [title, ...aliases].some((name) => inOrder(characters, name.toLowerCase()));
}
