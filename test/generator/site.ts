/**
 * A server of specs, until the end of the test that asked for it.
 */

import { createServer, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';

/** What a server answers by path: a body, or a status with a place to go. */
type Answers = Record<string, unknown>;

export interface Site {
  readonly origin: string;
  readonly asked: { path: string; headers: IncomingHttpHeaders }[];
  answers: Answers;
}

export async function aSite(answers: Answers = {}): Promise<Site> {
  const asked: Site['asked'] = [];
  const site = { origin: '', asked, answers };
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    const answer = site.answers[request.url ?? ''];
    if (answer === 'never') return;
    const { redirect, status } = Object(answer);
    if (answer === undefined) response.writeHead(404).end();
    else if (redirect) response.writeHead(302, { location: redirect }).end();
    else if (status) response.writeHead(status).end();
    else response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  site.origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return site;
}
