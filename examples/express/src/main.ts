import { orUndefined } from 'breakwater';
import { health, useHealth } from 'breakwater/health';
import express from 'express';
import { api } from './portfolio-api.ts';

const app = express();

app.get('/portfolios/:id', async (request, response) => {
  const portfolio = await orUndefined(api.portfolio.get({ portfolioId: request.params.id }));
  if (portfolio) response.json(portfolio);
  else response.status(404).json({ title: 'No such portfolio' });
});

// Only this machine is answered, until `authorize` says otherwise.
const status = await useHealth(() => health(api));
app.use('/admin/health', status.node);

const port = Number(process.env.PORT ?? 3000);
const server = app.listen(port, () => {
  console.log(`listening at http://127.0.0.1:${port}`);
});

process.once('SIGTERM', () => server.close());
