import { orUndefined } from 'breakwater';

export default defineEventHandler(async (event) => {
  const api = await usePortfolioApi();
  const portfolioId = getRouterParam(event, 'id', { decode: true }) ?? '';
  const portfolio = await orUndefined(api.portfolio.get({ portfolioId }));
  if (!portfolio) throw createError({ status: 404, statusText: 'No such portfolio' });
  return portfolio;
});
