// A choice of the person that stands in the address behind the page, so that it can be sent to a colleague.
import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

export function useAddressed(name: string, otherwise = ""): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => {
      const value = route.query[name];
      return typeof value === "string" ? value : otherwise;
    },
    set: (chosen) => {
      const { [name]: _, ...others } = route.query;
      router.replace({ query: chosen === otherwise ? others : { ...others, [name]: chosen } });
    },
  });
}
