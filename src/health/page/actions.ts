/** What can be done from here: asked for once more, sent, and what came of it told. */

import type { ActionName } from '../view.ts';
import { element, found, mark, Slot } from './dom.ts';

export interface Act {
  readonly action: ActionName;
  readonly client: string;
  readonly target: string;
}

const dialog = found('confirm') as HTMLDialogElement;
const question = new Slot(found('question'));
const outcome = new Slot(found('outcome'));
let base = '';
let asked: Act | undefined;

export function startActions(url: string): void {
  base = url;
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'yes' && asked) void send(asked);
    asked = undefined;
  });
}

/** The style sheet shows the buttons of these. */
export function allowActions(actions: readonly ActionName[]): void {
  mark(document.body, 'data-actions', actions.join(' '));
}

export function actionButton(act: Act, label: string, text: string): HTMLButtonElement {
  const button = element('button', 'act', label);
  button.type = 'button';
  button.setAttribute('aria-label', `${label} ${act.target}`);
  button.dataset['action'] = act.action;
  button.addEventListener('click', () => {
    asked = act;
    question.set(text);
    dialog.returnValue = '';
    dialog.showModal();
  });
  return button;
}

async function send(act: Act): Promise<void> {
  outcome.set('…');
  try {
    const response = await fetch(`${base}actions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    });
    outcome.set(await wordsOf(response));
  } catch {
    outcome.set('It was not sent: the server does not answer.');
  }
}

async function wordsOf(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.headers.get('content-type')?.startsWith('application/json')) return `Refused: ${text.trim()}`;
  const { message }: { readonly message: string } = JSON.parse(text);
  return response.ok ? message : `Refused: ${message}`;
}
