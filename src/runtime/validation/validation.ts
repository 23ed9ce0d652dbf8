/**
 * Looks at what goes out and at what comes back, and changes neither: what a schema makes of a value is
 * not used, because the types are those of the spec, and because replies are kept as they came.
 */

import { isSuccess, placeOf } from '../due.ts';
import {
  InvalidRequestError,
  InvalidResponseError,
  OptionsError,
  type ReplyCircumstances,
} from '../errors.ts';
import type { Observers, ViolationEvent } from '../events.ts';
import { essence, isJson } from '../media-type.ts';
import type { Operation } from '../operation.ts';
import { nameOf } from '../operation-name.ts';
import type { Reply } from '../reply.ts';
import type { Stream } from '../stream.ts';
import type { Arguments } from '../url.ts';
import { type ItemsJudge, judgedItems } from './items.ts';
import type { ValidationOptions } from './options.ts';
import { issuesOf, places, type Schema } from './schema.ts';
import { asSent } from './sent.ts';
import type { Validation, Validator } from './validator.ts';

/**
 * Holds requests, replies or both against schemas: `createClient({ validate: validation({ response }) })`.
 *
 * @throws {OptionsError} An option is unknown, or not what it can be.
 */
export function validation<OperationId extends string = string>(
  options: ValidationOptions<NoInfer<OperationId>>,
): Validation<OperationId> {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(knownOptions, name));
  if (unknown !== undefined) {
    const expected = `one of ${Object.keys(knownOptions).join(', ')}`;
    throw new OptionsError(`validation.${unknown}`, expected, 'an unknown option');
  }
  const { onViolation = 'throw' } = options;
  if (onViolation !== 'throw' && onViolation !== 'report')
    throw new OptionsError('validation.onViolation', '`throw` or `report`', onViolation);
  return { kind: 'validation', open: (observers) => new BySchema(options, observers) };
}

const knownOptions = {
  request: true,
  response: true,
  onViolation: true,
} as const satisfies Record<keyof ValidationOptions, true>;

class BySchema implements Validator {
  readonly #options: ValidationOptions;
  readonly #observers: Pick<Observers, 'emit'>;

  constructor(options: ValidationOptions, observers: Pick<Observers, 'emit'>) {
    this.#options = options;
    this.#observers = observers;
  }

  async ofRequest(operation: Operation, args: Arguments): Promise<void> {
    const { id } = operation;
    const schemas = own(this.#options.request, id);
    if (!schemas) return;
    const found = Object.entries(schemas).map(([name, schema]) => {
      if (name === 'body' && !isUsualBody(operation, args)) return [];
      return issuesOf(checked(schema, `request.${id}.${name}`), asSent(args[name]), name);
    });
    const issues = (await Promise.all(found)).flat();
    if (issues.length === 0) return;
    this.#tell({ operation: id, direction: 'request', issues });
    if (this.#options.onViolation === 'report') return;
    const message = `${id} was not sent, because its schema refuses ${places(issues)}.`;
    throw new InvalidRequestError(message, { operation: id, issues });
  }

  async ofReply(operation: Operation, reply: Reply, attempts: number): Promise<Reply> {
    const { status, text, body, flaw, isItems } = reply;
    const schemas = own(this.#options.response, operation.id);
    const isRead = text !== undefined && text !== '' && !isText(reply);
    if (!schemas || flaw !== undefined || !(isRead || isItems)) return reply;
    const place = Object.keys(operation.replies).length > 0 ? placeOf(schemas, status) : undefined;
    const schema = place === undefined ? undefined : schemas[place];
    if (!schema) return reply;
    const known = checked(schema, `response.${operation.id}.${place}`);
    if (isItems) return this.#ofItems(known, operation, reply, attempts);
    const issues = await issuesOf(known, body);
    if (issues.length === 0) return reply;
    this.#tell({ operation: operation.id, direction: 'response', status, issues });
    if (this.#options.onViolation === 'report' || !isSuccess(status)) return { ...reply, issues };
    const message = `${nameOf(operation)} answered ${status}, which its schema refuses: ${places(issues)}.`;
    const refusal = (circumstances: ReplyCircumstances) =>
      new InvalidResponseError(message, issues, circumstances);
    return { ...reply, issues, refusal };
  }

  #ofItems(schema: Schema, operation: Operation, reply: Reply, attempts: number): Reply {
    const { body, status } = reply;
    const judge: ItemsJudge = {
      schema,
      tell: (issues) => this.#tell({ operation: operation.id, direction: 'response', status, issues }),
      refusal: (issues) => {
        if (this.#options.onViolation === 'report') return undefined;
        const answered = `${nameOf(operation)} answered ${status} with an item`;
        const message = `${answered} that its schema refuses: ${places(issues)}.`;
        return new InvalidResponseError(message, issues, {
          operation: operation.id,
          attempts,
          status,
          response: () => reply.response(),
        });
      },
    };
    return { ...reply, body: judgedItems(asStream(body), judge) };
  }

  #tell(event: Omit<ViolationEvent, 'type'>): void {
    this.#observers.emit({ type: 'violation', ...event });
  }
}

/** A function name may be one of any object's members. */
function own<Value>(
  table: Readonly<Partial<Record<string, Value>>> | undefined,
  key: string,
): Value | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

function checked(schema: Schema, place: string): Schema {
  if (typeof schema?.['~standard']?.validate === 'function') return schema;
  throw new OptionsError(`validation.${place}`, 'a schema that speaks Standard Schema', schema);
}

/** Of several media types the schema is of the first; a form that is written already is nobody's business. */
function isUsualBody({ body }: Operation, { body: value, contentType }: Arguments): boolean {
  if (value instanceof FormData || value instanceof URLSearchParams) return false;
  return contentType === undefined || contentType === body?.type;
}

/** The one place where the body of a reply is the stream that it is marked as. */
function asStream(body: unknown): Stream<unknown> {
  return body as Stream<unknown>;
}

function isText({ body, contentType = '' }: Reply): boolean {
  return typeof body === 'string' && !isJson(essence(contentType));
}
