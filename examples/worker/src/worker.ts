import { orUndefined } from 'breakwater';
import { useClient } from './api';

interface Env {
  readonly PORTFOLIO_API_URL: string;
  readonly PORTFOLIO_API_KEY: string;
}

export default {
  async fetch(request, env) {
    const api = await useClient({
      baseUrl: env.PORTFOLIO_API_URL,
      auth: { apiKey: env.PORTFOLIO_API_KEY },
    });
    const { pathname } = new URL(request.url);
    const portfolio = await orUndefined(
      api.portfolio.get({ portfolioId: pathname.replace('/portfolios/', '') }),
    );
    if (!portfolio) return Response.json({ title: 'No such portfolio' }, { status: 404 });
    return Response.json(portfolio);
  },
} satisfies ExportedHandler<Env>;
