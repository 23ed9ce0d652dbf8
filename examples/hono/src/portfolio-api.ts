import { useClient } from './api/index.ts';

/** The client of this process, whoever asks first. */
export const api = await useClient({
  baseUrl: process.env.PORTFOLIO_API_URL ?? 'http://127.0.0.1:4010',
  auth: { apiKey: process.env.PORTFOLIO_API_KEY ?? 'a key for the mock' },
});
