/**
 * The CLIENT spans of one attempt: one, and one more for each redirect that was followed. A span begins before the
 * request leaves, so that the server learns of it, and ends when the headers of the reply are there.
 */

import type { Attributes, Context, Span, TextMapSetter } from '@opentelemetry/api';
import type { RequestEnding, RequestTrace, TracedHeaders, TracedRequest } from '../runtime/index.ts';
import type { CallSpan } from './call-span.ts';
import { errorType, http, isKnownMethod, own, spanName } from './conventions.ts';
import {
  context,
  createContextKey,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from './npm-install/@opentelemetry/api.ts';

/**
 * As `suppressTracing` of `@opentelemetry/core` sets it, by the one name that the API makes a key of: whatever
 * instruments `fetch` or undici would otherwise make a second span of the same request, and send that on.
 */
const suppressed = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

const headerSetter: TextMapSetter<TracedHeaders> = {
  set: (headers, name, value) => headers.set(name, value),
};

/** To another origin nothing goes along that was left behind: `baggage` may say more than the two of W3C do. */
const knownHeaderSetter: TextMapSetter<TracedHeaders> = {
  set: (headers, name, value) => {
    if (headers.has(name)) headers.set(name, value);
  },
};

export class RequestSpan implements RequestTrace {
  readonly #call: CallSpan;
  /** The request of the attempt, wherever redirects lead it. */
  readonly #method: string;
  readonly #url: string;
  #span: Span;
  /** Where the request is sent; left out without an SDK, when nothing would make a second span. */
  readonly #within: Context | undefined;

  constructor(call: CallSpan, request: TracedRequest) {
    this.#call = call;
    this.#method = request.method;
    this.#url = request.url;
    this.#span = this.#start(request.method, request.url, call.template);
    const within = trace.setSpan(call.context, this.#span);
    propagation.inject(within, request.headers, headerSetter);
    this.#within = call.isSeen ? within.setValue(suppressed, true) : undefined;
  }

  run<Sent>(send: () => Promise<Sent>): Promise<Sent> {
    return this.#within ? context.with(this.#within, send) : send();
  }

  /** The template says nothing of a place that the server has chosen. */
  redirected(status: number, { method, url, headers }: TracedRequest): void {
    this.#end(endingOf(status, undefined));
    this.#span = this.#start(method, url, undefined);
    propagation.inject(trace.setSpan(this.#call.context, this.#span), headers, knownHeaderSetter);
  }

  ended({ status, failure, durationMs }: RequestEnding): void {
    // Another of the same attempt was answered first: that is our own doing, no failure, and no measure of the server.
    if (failure === 'SUPERSEDED') {
      this.#span.setAttribute(own.isSuperseded, true).end();
      return;
    }
    const ending = endingOf(status, failure);
    this.#end(ending);
    const attributes = (): Attributes =>
      Object.assign(this.#attributesOf(this.#method, this.#url, this.#call.template), ending);
    this.#call.kit.duration.record({ durationMs, attributes });
  }

  #start(method: string, url: string, template: string | undefined): Span {
    const { tracer, redactUrl } = this.#call.kit;
    // Without an SDK there is nobody to describe it to.
    if (!this.#call.isSeen) return tracer.startSpan('', {}, this.#call.context);
    const attributes = this.#attributesOf(method, url, template);
    attributes[http.url] = redactUrl(url);
    if (!isKnownMethod(method)) attributes[http.originalMethod] = method;
    const resends = this.#call.nextResend();
    if (resends > 0) attributes[http.resendCount] = resends;
    // All of them from the start: a sampler decides by what is there then.
    return tracer.startSpan(
      spanName(method, template),
      { kind: SpanKind.CLIENT, attributes },
      this.#call.context,
    );
  }

  #end(ending: Attributes): void {
    this.#span.setAttributes(ending);
    if (http.errorType in ending) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.end();
  }

  /** What a span and the metric have in common. */
  #attributesOf(method: string, url: string, template: string | undefined): Attributes {
    const attributes = { ...this.#call.kit.places.of(url) };
    attributes[http.method] = isKnownMethod(method) ? method : '_OTHER';
    if (template !== undefined) attributes[http.template] = template;
    return attributes;
  }
}

function endingOf(status: number | undefined, failure: string | undefined): Attributes {
  if (status === undefined) return { [http.errorType]: errorType(failure ?? '') };
  if (status < 400) return { [http.statusCode]: status };
  return { [http.statusCode]: status, [http.errorType]: String(status) };
}
