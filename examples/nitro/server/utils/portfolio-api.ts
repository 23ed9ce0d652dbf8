import { byPassword, health, useHealth } from 'breakwater/health';
import { useClient } from '../portfolio';

/** The client of this process. */
export function usePortfolioApi() {
  const { portfolio } = useRuntimeConfig();
  return useClient({ baseUrl: portfolio.baseUrl, auth: { apiKey: portfolio.apiKey } });
}

/** How it is. */
export function usePortfolioHealth() {
  const { healthPassword } = useRuntimeConfig();
  return useHealth(async () => health(await usePortfolioApi(), { authorize: byPassword(healthPassword) }));
}
