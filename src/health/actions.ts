/** What can be done from the page: by POST, from the same origin, one thing at a time. */

import { BreakwaterError } from '../runtime/errors.ts';
import type { ActionEvent } from '../runtime/events.ts';
import { type Access, isSameOrigin, refused } from './access.ts';
import type { Collector } from './collect/collector.ts';
import { everyAction, type Intent } from './options.ts';
import type { Source } from './source.ts';
import type { ActionName } from './view.ts';

type Action = Extract<Intent, { kind: 'action' }>;

/** Longer is no order of ours. */
const maxBodyChars = 4_096;

export interface ActionPorts {
  readonly collector: Collector;
  /** Those that are switched on. */
  readonly allowed: readonly ActionName[];
  access(intent: Action): Promise<Access>;
}

export async function act(request: Request, { collector, allowed, access }: ActionPorts): Promise<Response> {
  if (!isSameOrigin(request)) return refused('An action must come from this page itself.');
  const action = await actionIn(request);
  if (!action) return said(400, 'An action is JSON: { "action", "client", "target" }.');
  const client = collector.client(action.client);
  const tell = (outcome: ActionEvent['outcome'], by?: string): void =>
    client?.tell({
      ...{ type: 'action', action: action.action, target: action.target, outcome },
      ...(by !== undefined && { by }),
    });
  if (!allowed.includes(action.action)) {
    tell('refused');
    return refused(`\`${action.action}\` is not switched on.`);
  }
  const granted = await access(action);
  if ('refusal' in granted) {
    tell('refused');
    return granted.refusal;
  }
  if (!client) return said(404, `There is no client named ${JSON.stringify(action.client)}.`);
  try {
    const message = await done(client, action);
    tell('done', granted.by);
    return said(200, message);
  } catch (error) {
    tell('failed', granted.by);
    // What the runtime refuses, it explains without secrets; all else is not for the page.
    return said(409, error instanceof BreakwaterError ? error.message : 'It failed; see the log.');
  }
}

async function done(client: Source, { action, target }: Action): Promise<string> {
  switch (action) {
    case 'isolate':
      client.circuits.isolate(target);
      return `${target} is isolated. Nothing is sent until somebody closes its circuit.`;
    case 'close':
      client.circuits.close(target);
      return `The circuit of ${target} is closed. Traffic comes back little by little.`;
    case 'reset':
      client.circuits.reset(target);
      return `The circuit of ${target} is as if new.`;
    case 'invalidate':
      await client.cache.invalidate(target);
      return `Everything of ${target} that was read until now is outdated.`;
    case 'refresh':
      await client.signing.refresh(target);
      return `The token of ${target} is renewed.`;
  }
}

/** A form of another site cannot send JSON without being asked first: a second lock beside the origin. */
async function actionIn(request: Request): Promise<Action | undefined> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return undefined;
  const text = await request.text();
  const given = text.length <= maxBodyChars ? parsed(text) : undefined;
  if (typeof given !== 'object' || given === null) return undefined;
  if (!('action' in given && 'client' in given && 'target' in given)) return undefined;
  const { client, target } = given;
  const action = everyAction.find((each) => each === given.action);
  if (!action || typeof client !== 'string' || typeof target !== 'string') return undefined;
  return { kind: 'action', action, client, target };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function said(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
