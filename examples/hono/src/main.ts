import { serve } from '@hono/node-server';
import { orUndefined } from 'breakwater';
import { byPassword, health, useHealth } from 'breakwater/health';
import { Hono } from 'hono';
import { api } from './portfolio-api.ts';

const app = new Hono();

app.get('/portfolios/:id', async (c) => {
  const portfolio = await orUndefined(api.portfolio.get({ portfolioId: c.req.param('id') }));
  if (!portfolio) return c.json({ title: 'No such portfolio' }, 404);
  return c.json(portfolio);
});

const status = await useHealth(() => health(api, { authorize: byPassword(process.env.HEALTH_PASSWORD) }));
app.all('/admin/health/*', (c) => status.handler(c.req.raw));

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(`listening at http://127.0.0.1:${port}`);
});

process.once('SIGTERM', () => server.close());
