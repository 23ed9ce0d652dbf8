/** What of a reply is kept, and how it is handed out again. */

import { copyJson } from './copy.ts';
import { isSuccess } from './due.ts';
import { Fields } from './fields.ts';
import type { Reply } from './reply.ts';
import { bodyOf, endToEndHeaders, responseOf, type Snapshot } from './store/snapshot.ts';

/** A success that was read as text; RFC 9110 §15.1 allows more, but a part (206) or nothing (204) is not worth keeping. */
export function mayKeep({ status, flaw, text, issues }: Reply): boolean {
  return (
    isSuccess(status) && status !== 206 && flaw === undefined && text !== undefined && issues === undefined
  );
}

export function snapshotOf(reply: Reply, requestedAt: number, freshUntil: number): Snapshot {
  const { status, url, contentType = null, text = '', body } = reply;
  const headers = endToEndHeaders(reply.headers);
  // What JSON says is never its own text.
  const isJson = text !== body;
  return { status, headers, url, contentType, isJson, text, requestedAt, freshUntil, body };
}

export function replyOf(snapshot: Snapshot): Reply {
  const { status, url, text, contentType } = snapshot;
  return {
    status,
    url,
    // A hit is asked for its body; whoever wants its headers, waits for them.
    get headers() {
      return new Fields(snapshot.headers);
    },
    isDocumented: true,
    contentType: contentType ?? undefined,
    text,
    flaw: undefined,
    body: bodyOf(snapshot),
    response: () => responseOf(snapshot),
  };
}

/** Everybody's text parses to everybody's own body; what is no text was not shared. */
export function ownReply(reply: Reply): Reply {
  return reply.text === undefined ? reply : { ...reply, body: copyJson(reply.body) };
}
