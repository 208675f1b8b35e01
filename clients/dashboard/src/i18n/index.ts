// Languages: Chinese first. Every page brings its own words, beside it; these are those of the frame, and terms
// that pages share.
import { watch } from "vue";
import { createI18n } from "vue-i18n";
import { kept } from "@/session/kept";
import { en } from "./en";
import { terms } from "./terms";
import { zh } from "./zh";

export type Language = "zh" | "en";
export const language = kept("language", "zh");

export const i18n = createI18n({
  legacy: false,
  locale: language.value,
  fallbackLocale: "zh",
  messages: { zh: { ...zh, terms: terms.zh }, en: { ...en, terms: terms.en } },
});

watch(
  language,
  (chosen) => {
    i18n.global.locale.value = chosen as Language;
    document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  },
  { immediate: true },
);
