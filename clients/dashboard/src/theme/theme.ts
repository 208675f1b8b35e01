// Light, dark, or as the system has it.
import { computed, ref, watchEffect } from "vue";
import { kept } from "@/session/kept";

export const theme = kept("theme", "auto");

const system = window.matchMedia("(prefers-color-scheme: dark)");
const systemIsDark = ref(system.matches);
system.addEventListener("change", (event) => {
  systemIsDark.value = event.matches;
});

export const isDark = computed(() => (theme.value === "auto" ? systemIsDark.value : theme.value === "dark"));

export function applyTheme(): void {
  watchEffect(() => {
    document.documentElement.dataset.theme = isDark.value ? "dark" : "light";
  });
}
