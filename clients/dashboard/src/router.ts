// Pages and their addresses: what is shown stands in the address, so that it can be sent to a colleague.
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import { lastOrgan, lastYear } from "@/session/last_place";

// The pages of an organ and a year, in the order of the menu.
const pages = {
  overview: () => import("@/pages/overview/OverviewPage.vue"),
  tables: () => import("@/pages/tables/TablesPage.vue"),
  missing: () => import("@/pages/missing/MissingPage.vue"),
  file: () => import("@/pages/file/FilePage.vue"),
  batch: () => import("@/pages/batch/BatchPage.vue"),
  review: () => import("@/pages/review/ReviewPage.vue"),
  rules: () => import("@/pages/rules/RulesPage.vue"),
  audit: () => import("@/pages/audit/AuditPage.vue"),
};
export type PlacePage = keyof typeof pages;
export const PLACE_PAGES = Object.keys(pages) as PlacePage[];

const placed = PLACE_PAGES.map(
  (page): RouteRecordRaw => ({
    path: `/:organ/:year(\\d{4})/${page}`,
    name: page,
    component: pages[page],
    // A page is given its place, and is made anew for another one.
    props: ({ params }) => ({ organ: `organs/${params.organ}`, year: Number(params.year) }),
  }),
);

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/", name: "entrance", component: () => import("@/pages/EntrancePage.vue") },
    ...placed,
    { path: "/:organ/:year(\\d{4})", redirect: (to) => ({ name: "overview", params: to.params }) },
    { path: "/:rest(.*)*", name: "nowhere", component: () => import("@/pages/NowherePage.vue") },
  ],
});

router.afterEach(({ params }) => {
  if (typeof params.organ === "string") lastOrgan.value = params.organ;
  if (typeof params.year === "string") lastYear.value = params.year;
});

export function placeOf(organ: string, year: number, page: PlacePage = "overview") {
  return { name: page, params: { organ: organ.replace(/^organs\//, ""), year: String(year) } };
}
