// They are no hooks of React, and linters would take them for some: hence other names.
import { byPassword, health, useHealth as sharedHealth } from 'breakwater/health';
import { useClient as sharedClient } from './api';

/** The client of this process. Hot reload finds it again. */
export function portfolioApi() {
  return sharedClient({
    baseUrl: process.env.PORTFOLIO_API_URL ?? 'http://127.0.0.1:4010',
    auth: { apiKey: process.env.PORTFOLIO_API_KEY ?? 'a key for the mock' },
  });
}

/** How it is. */
export function portfolioHealth() {
  return sharedHealth(async () =>
    health(await portfolioApi(), { authorize: byPassword(process.env.HEALTH_PASSWORD) }),
  );
}
