/**
 * Prism's judge and its answers, without its server and without its loading: `dereference` copies what is
 * referred to wherever it is, which for large specs never ends. One operation at a time is made into what Prism
 * understands, when it is first asked for.
 */

import { createRequire } from 'node:module';
import { listOf, nodeOf, own } from '../../node.ts';
import { Unsampleable } from '../sample/amount.ts';
import { Sampler } from '../sample/sampler.ts';
import { type Judge, type Judgement, type Output, type Request, Sequence } from './exchange.ts';
import { type Forwarded, forwarded } from './forward.ts';
import { absentHeaders, prismSlice } from './prism-slice.ts';
import type { Served, Violation, Wanted } from './protocol.ts';
import { contentOf, responseOf } from './response.ts';

interface PrismViolation {
  readonly path?: readonly (string | number)[];
  readonly code?: string | number;
  readonly message: string;
  readonly severity: number | string;
}

interface PrismError extends Error {
  readonly detail?: string;
  readonly status?: number;
  readonly additional?: { readonly validation?: readonly (PrismViolation & { location?: string[] })[] };
}

type Either =
  | { readonly _tag: 'Left'; readonly left: PrismError }
  | {
      readonly _tag: 'Right';
      readonly right: {
        readonly output: Output;
        readonly validations: {
          readonly input: readonly PrismViolation[];
          readonly output: readonly PrismViolation[];
        };
      };
    };

/** What Prism judges; the way to a real server hears what came, too. */
interface Input extends Pick<Request, 'headers' | 'body'> {
  readonly method: string;
  readonly url: Pick<Request, 'path' | 'query'>;
  readonly came: Forwarded;
}

/** fp-ts's `TaskEither`, curried by Prism. */
type Forward = (
  input: { readonly data: Input },
  server: string,
) => () => () => Promise<
  { readonly _tag: 'Left'; readonly left: unknown } | { readonly _tag: 'Right'; readonly right: Output }
>;

interface Instance {
  request(input: Input, operations: readonly object[], config: object): () => Promise<Either>;
}

/** What is used of Prism's packages. */
interface Packages {
  readonly transform: (document: object) => readonly { readonly method: string }[];
  readonly bundle: (options: object) => object;
  readonly createInstance: (config: object, components: { logger: object; forward: Forward }) => Instance;
  readonly createLogger: (name: string, options: object) => object;
}

/** Errors by which Prism says that the request is at fault. */
const refusals =
  /(UNPROCESSABLE_ENTITY|UNAUTHORIZED|INVALID_CONTENT_TYPE|VIOLATIONS|NO_PATH_MATCHED|NO_METHOD_MATCHED)/;
/** Its generator gives up on schemas that contain themselves. */
const tooComplex = /^Unable to generate body for response/;
/** Of `DiagnosticSeverity`: as a number in one place, by name in another. */
const severe = new Set<number | string>([0, 'Error']);

export class Prism implements Judge {
  readonly #packages: Packages;
  readonly #instance: Instance;
  readonly #served: Served;
  readonly #against: string | undefined;
  /** One is enough, its cases follow each other; all of a large spec would fill the memory. */
  #last: { readonly key: string; readonly bundled: object } | undefined;

  /** @param from a file that the packages are resolved from: @stoplight/prism-cli's own */
  constructor(served: Served, from: string, against?: string) {
    this.#packages = packagesFrom(from);
    this.#served = served;
    this.#against = against;
    const logger = this.#packages.createLogger('contract', { level: 'silent' });
    this.#instance = this.#packages.createInstance(this.#config({}), { logger, forward });
  }

  async judge(request: Request, wanted: Wanted): Promise<Judgement> {
    const { method, path, query, headers, body } = request;
    const { status, mediaType } = wanted;
    const mock = {
      dynamic: false,
      ...(status === undefined ? {} : { code: status }),
      ...(mediaType === undefined ? {} : { mediaTypes: [mediaType] }),
    };
    try {
      const operation = this.#operation(wanted.operation, headers);
      const judged = body instanceof Sequence && !takesList(operation, headers) ? body.items[0] : body;
      const value = judged instanceof Sequence ? judged.items : judged;
      const url = { path, query };
      const input = { method: method.toLowerCase(), url, headers, body: value, came: request };
      const judgement = judgementOf(await this.#instance.request(input, [operation], this.#config(mock))());
      return tooComplex.test(judgement.fault ?? '') ? (this.#sampled(wanted) ?? judgement) : judgement;
    } catch (error) {
      return { violations: [], fault: `Prism failed: ${firstLine(error)}` };
    }
  }

  /** The request was found good, and nothing but the answer is missing: it is made here, where it can be. */
  #sampled({
    operation: index,
    status = 200,
    mediaType = 'application/json',
  }: Wanted): Judgement | undefined {
    const { document } = this.#served;
    const { path, method } = this.#served.operations[index] ?? { path: '', method: '' };
    const operation = nodeOf(own(nodeOf(own(nodeOf(document['paths']), path)), method.toLowerCase()));
    const { schema } = contentOf(responseOf(document, operation.responses, status), mediaType);
    const sampler = new Sampler(nodeOf(nodeOf(document['components']).schemas));
    try {
      const body = sampler.sample(schema ?? {}, { amount: 'required', seed: 1, isReply: true });
      return { violations: [], output: { statusCode: status, headers: { 'content-type': mediaType }, body } };
    } catch (error) {
      if (error instanceof Unsampleable) return undefined;
      throw error;
    }
  }

  #config(mock: object): object {
    const upstream = this.#against === undefined ? {} : { upstream: new URL(this.#against) };
    return {
      isProxy: this.#against !== undefined,
      ...upstream,
      validateRequest: true,
      validateResponse: true,
      // A real server judges credentials itself.
      checkSecurity: this.#against === undefined,
      errors: false,
      upstreamProxy: undefined,
      mock,
    };
  }

  #operation(index: number, headers: Request['headers']): object {
    const asked = this.#served.operations[index];
    if (!asked) throw new Error(`there is no operation ${index}`);
    const absent = absentHeaders(this.#served.document, asked, headers);
    const key = [index, ...absent].join(' ');
    if (this.#last?.key === key) return this.#last.bundled;
    const isMocked = this.#against === undefined;
    const document = prismSlice(this.#served.document, asked, { isMocked, absent });
    const operation = this.#packages
      .transform(document)
      .find(({ method }) => method === asked.method.toLowerCase());
    if (!operation) throw new Error(`it knows no method ${asked.method}`);
    const bundled = this.#packages.bundle({
      document: { ...document, __target__: operation },
      path: '#/__target__',
      // It rewrites references in place, and the document is the other operations' too.
      cloneDocument: true,
    });
    this.#last = { key, bundled };
    return bundled;
  }
}

const forward: Forward =
  ({ data }, server) =>
  () =>
  () =>
    forwarded(data.came, new URL(server)).then(
      (right) => ({ _tag: 'Right', right }),
      (left: unknown) => ({ _tag: 'Left', left }),
    );

/** The one place where foreign modules take on the types of what is used of them. */
function packagesFrom(from: string): Packages {
  const require = createRequire(from);
  return {
    transform: require('@stoplight/http-spec/oas3/operation').transformOas3Operations,
    bundle: require('@stoplight/json').bundleTarget,
    createInstance: require('@stoplight/prism-http').createInstance,
    createLogger: require('@stoplight/prism-core').createLogger,
  } as Packages;
}

function judgementOf(result: Either): Judgement {
  if (result._tag === 'Right') {
    const { output, validations } = result.right;
    const violations = [
      ...validations.input.filter(isSevere).map((each) => violationOf('request', each)),
      ...validations.output
        .map(asUndocumented)
        .filter(isSevere)
        .map((each) => violationOf('response', each)),
    ];
    return { violations, output };
  }
  const { left } = result;
  // It was judged, and found good; that the spec promises no answer is no fault of anybody's.
  if (/NO_RESPONSE(_RESPONSE)?_DEFINED$/.test(left.name))
    return { violations: [], output: { statusCode: 204 } };
  const said = left.detail || left.message || `Prism could not answer (${left.name.replace(/^.*#/, '')})`;
  if (!refusals.test(left.name)) return { violations: [], fault: said };
  const details = (left.additional?.validation ?? []).filter(isSevere);
  const violations = details.map((each) => violationOf('request', { ...each, path: each.location ?? [] }));
  const rule = left.name.replace(/^.*#/, '').toLowerCase();
  const whole: Violation = { direction: 'request', place: '', rule, message: said };
  return { violations: violations.length > 0 ? violations : [whole] };
}

/** Prism only warns of a status that the spec does not have, unless it is a success. */
function asUndocumented(violation: PrismViolation): PrismViolation {
  const isStatus = /^Unable to match the returned status code/.test(violation.message);
  return isStatus ? { ...violation, path: ['status'], code: 'status', severity: 'Error' } : violation;
}

function isSevere({ severity }: PrismViolation): boolean {
  return severe.has(severity);
}

function violationOf(direction: Violation['direction'], { path, code, message }: PrismViolation): Violation {
  return { direction, place: (path ?? []).join('.'), rule: String(code ?? 'rule'), message };
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}

/** Whether the schema of a sequence is that of the list; to many it is that of an item. */
function takesList(operation: unknown, headers: Readonly<Record<string, string>>): boolean {
  const mediaType = headers['content-type']?.split(';', 1)[0];
  const contents = listOf(own(own(own(operation, 'request'), 'body'), 'contents'));
  const content = contents.find((each) => own(each, 'mediaType') === mediaType);
  return [own(own(content, 'schema'), 'type')].flat().includes('array');
}
