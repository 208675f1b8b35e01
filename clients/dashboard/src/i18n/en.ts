import type { zh } from "./zh";

export const en: typeof zh = {
  product: "Disclosure annual reports",
  skip: "Skip to content",
  pages: {
    overview: "Overview",
    tables: "Tables",
    missing: "Not filed",
    file: "File",
    batch: "Many at once",
    review: "Review",
    rules: "Rules",
    audit: "Audit and proof",
  },
  node: "Organ",
  year: "Year",
  yearIs: "{year}",
  theme: { auto: "As the system", light: "Light", dark: "Dark", label: "Appearance" },
  language: "中文",
  loading: "Loading…",
  retry: "Try again",
  notFound: "There is no such page.",
  noOrgans: "The roster is empty. Import one with nianbao roster import.",
};
