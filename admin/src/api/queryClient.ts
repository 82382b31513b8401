import { MutationCache, QueryClient } from "@tanstack/react-query";

/** What was read is kept a while; after any change it is read again, as one change shows in many places. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: false, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
  mutationCache: new MutationCache({ onSuccess: () => void queryClient.invalidateQueries() }),
});
