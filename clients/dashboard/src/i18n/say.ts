// Sentences that the services give in both languages.
import type { Message } from "@gen/nianbao/finding/v1/finding_pb";
import { language } from "@/i18n";

export function say(message: Message | undefined): string {
  return (language.value === "zh" ? message?.zhCn : message?.en) ?? "";
}
