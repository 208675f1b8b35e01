import "@/theme/tokens.css";
import "@/theme/base.css";
import { createApp } from "vue";
import App from "@/App.vue";
import { i18n } from "@/i18n";
import { router } from "@/router";
import { readSession } from "@/session/session";
import { applyTheme } from "@/theme/theme";

applyTheme();
readSession();
createApp(App).use(i18n).use(router).mount("#app");
