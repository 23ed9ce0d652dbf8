/**
 * The CLIENT spans of one attempt: one, and one more for each redirect that was followed. A span begins before the
 * request leaves, so that the server learns of it, and ends when the headers of the reply are there.
 */

import {
  type Attributes,
  type Context,
  context,
  createContextKey,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapSetter,
  trace,
} from '@opentelemetry/api';
import type { RequestEnding, RequestTrace, TracedHeaders, TracedRequest } from '../runtime/index.ts';
import type { CallSpan } from './call-span.ts';
import { errorType, http, isKnownMethod, own, placeOf, spanName, templateOf } from './conventions.ts';

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
  /** What the metric tells of the attempt, wherever redirects lead it. */
  readonly #attributes: Attributes;
  #span: Span;
  readonly #within: Context;

  constructor(call: CallSpan, request: TracedRequest) {
    this.#call = call;
    const template = templateOf(call.operation);
    const url = new URL(request.url);
    this.#attributes = attributesOf(request.method, url, template);
    this.#span = this.#start(request.method, url, { ...this.#attributes }, template);
    const within = trace.setSpan(call.context, this.#span);
    propagation.inject(within, request.headers, headerSetter);
    this.#within = within.setValue(suppressed, true);
  }

  run<Sent>(send: () => Sent): Sent {
    return context.with(this.#within, send);
  }

  /** The template says nothing of a place that the server has chosen. */
  redirected(status: number, { method, url: target, headers }: TracedRequest): void {
    this.#end(status);
    const url = new URL(target);
    this.#span = this.#start(method, url, attributesOf(method, url, undefined), undefined);
    propagation.inject(trace.setSpan(this.#call.context, this.#span), headers, knownHeaderSetter);
  }

  ended({ status, failure, durationMs }: RequestEnding): void {
    // Another of the same attempt was answered first: that is our own doing, no failure, and no measure of the server.
    if (failure === 'SUPERSEDED') {
      this.#span.setAttribute(own.isSuperseded, true).end();
      return;
    }
    const endings = this.#end(status, failure);
    this.#call.kit.duration(durationMs, { ...this.#attributes, ...endings });
  }

  #start(method: string, url: URL, attributes: Attributes, template: string | undefined): Span {
    const { tracer, redactUrl } = this.#call.kit;
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

  #end(status: number | undefined, failure?: string): Attributes {
    const endings = endingOf(status, failure);
    this.#span.setAttributes(endings);
    if (http.errorType in endings) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.end();
    return endings;
  }
}

function attributesOf(method: string, url: URL, template: string | undefined): Attributes {
  const attributes = placeOf(url);
  attributes[http.method] = isKnownMethod(method) ? method : '_OTHER';
  if (template !== undefined) attributes[http.template] = template;
  return attributes;
}

function endingOf(status: number | undefined, failure: string | undefined): Attributes {
  if (status === undefined) return { [http.errorType]: errorType(failure ?? '') };
  if (status < 400) return { [http.statusCode]: status };
  return { [http.statusCode]: status, [http.errorType]: String(status) };
}
