import { useClient } from './api/index.ts';

await using api = await useClient({
  baseUrl: process.env.PORTFOLIO_API_URL ?? 'http://127.0.0.1:4010',
  auth: { apiKey: process.env.PORTFOLIO_API_KEY ?? 'a key for the mock' },
});

// Every portfolio of every page; the next page is asked for when it is needed.
for await (const { name, marketValue } of api.portfolio.list({ limit: 50 }, { maxItems: 4 })) {
  console.log(`${name}: ${marketValue.amount} ${marketValue.currency}`);
}
