import { portfolioHealth } from '../../../../portfolio-api';

export async function GET(request: Request) {
  const status = await portfolioHealth();
  return status.handler(request);
}

export const POST = GET;
