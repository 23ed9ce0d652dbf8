import { orUndefined } from 'breakwater';
import { portfolioApi } from '../../../portfolio-api';

export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const api = await portfolioApi();
  const portfolio = await orUndefined(api.portfolio.get({ portfolioId: (await params).id }));
  if (!portfolio) return Response.json({ title: 'No such portfolio' }, { status: 404 });
  return Response.json(portfolio);
}
