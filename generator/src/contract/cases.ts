/**
 * The calls that an operation's contract is tested with: its first success with every amount of input, every
 * other content type it can be sent as, and every other status and content type it answers with.
 */

import { concreteOf, isSequence, isXml, kindOf } from '../media-type.ts';
import type { BodyContent, Operation, Reply } from '../model.ts';
import { argumentNames } from '../names.ts';
import { nodeOf } from '../node.ts';
import { type Amount, amounts, Unsampleable } from './sample/amount.ts';
import { seedOf } from './sample/random.ts';
import type { Sampler } from './sample/sampler.ts';

export interface Case {
  /** As a report has it: `full input, answers 404`. */
  readonly title: string;
  readonly amount: Amount;
  /** The argument `contentType`, where there is a choice. */
  readonly sentAs?: string | undefined;
  readonly status?: number | undefined;
  /** Of the reply. */
  readonly mediaType?: string | undefined;
  /** Whether the reply is the only success, so that what it is asked for by `Accept` need not be said. */
  readonly accept?: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A case that no input was found for. */
export interface Impossible {
  readonly title: string;
  readonly why: string;
}

/** RFC 9110 §15.2: a client never sees these as the answer. */
const noFinalAnswer = 'A 1xx status is no final answer.';

export interface CaseOptions {
  readonly seed: number;
  readonly prefersExamples?: boolean;
  readonly writesXml: boolean;
}

export class Cases {
  readonly #sampler: Sampler;
  readonly #operation: Operation;
  readonly #name: string;
  readonly #options: CaseOptions;

  constructor(sampler: Sampler, operation: Operation, name: string, options: CaseOptions) {
    this.#sampler = sampler;
    this.#operation = operation;
    this.#name = name;
    this.#options = options;
  }

  /** All of them, each with an input, or with the reason why there is none. */
  all(): (Case | Impossible)[] {
    const [first, ...others] = answersOf(this.#operation);
    const contents = this.#contents();
    const byAmount = amounts.map((amount) => this.#case(`${amount} input`, amount, contents[0], first));
    const byContent = contents.slice(1).map((content) => {
      return this.#case(`sent as ${content.mediaType}`, 'full', content, first);
    });
    const byAnswer = others.map((answer) => this.#case(titleOf(answer), 'required', contents[0], answer));
    return distinct([...byAmount, ...byContent, ...byAnswer]);
  }

  /** What a real server is asked: what must be said, and everything. */
  forServer(): (Case | Impossible)[] {
    return distinct([this.one('required'), this.one('full')]);
  }

  /** One call with ordinary input, if there can be one. */
  one(amount: Amount = 'full'): Case | Impossible {
    return this.#case(`${amount} input`, amount, this.#contents()[0], answersOf(this.#operation)[0]);
  }

  #contents(): BodyContent[] {
    const { body } = this.#operation;
    return body ? [body, ...body.others] : [];
  }

  #case(
    title: string,
    amount: Amount,
    content: BodyContent | undefined,
    answer: Answer | undefined,
  ): Case | Impossible {
    if (answer?.status !== undefined && answer.status < 200) return { title, why: noFinalAnswer };
    try {
      const sentAs = content && this.#contentType(content);
      const args = { ...this.#parameters(amount), ...this.#body(amount, content, sentAs) };
      return { title, amount, sentAs, ...answer, args };
    } catch (error) {
      if (!(error instanceof Unsampleable)) throw error;
      return { title, why: `No input was found: ${error.message}.` };
    }
  }

  #parameters(amount: Amount): Record<string, unknown> {
    const names = argumentNames(this.#operation);
    const wanted = this.#operation.parameters.filter(
      ({ isRequired, in: place }) => isRequired || place === 'path' || amount !== 'required',
    );
    return Object.fromEntries(
      wanted.map((parameter) => [
        names.get(parameter) ?? parameter.name,
        this.#sampler.sample(parameter.schema, {
          ...this.#wish(amount, parameter.name),
          floor: 1,
          isWritten: true,
        }),
      ]),
    );
  }

  #wish(amount: Amount, part: string) {
    const { seed, prefersExamples = false } = this.#options;
    return { amount, seed: seedOf(`${this.#name} ${part} ${amount}`, seed), prefersExamples };
  }

  #body(
    amount: Amount,
    content: BodyContent | undefined,
    sentAs: string | undefined,
  ): Record<string, unknown> {
    const { body } = this.#operation;
    if (!body || !content || (amount === 'required' && !body.isRequired)) return {};
    const hasChoice = body.others.length > 0 || body.mediaType.includes('*');
    const says = hasChoice ? { contentType: sentAs } : {};
    return { body: this.#bodyValue(amount, content, sentAs ?? content.mediaType), ...says };
  }

  #bodyValue(amount: Amount, content: BodyContent, mediaType: string): unknown {
    const wish = this.#wish(amount, `body ${content.mediaType}`);
    const file = () => new Blob(['Breakwater'], { type: 'application/octet-stream' });
    if (isSequence(mediaType)) {
      const { schema, itemSchema = nodeOf(schema).items ?? schema } = content;
      return [this.#sampler.sample(itemSchema ?? {}, wish)];
    }
    switch (kindOf(mediaType)) {
      case 'json':
      case 'urlencoded':
        return this.#sampler.sample(content.schema ?? { type: 'object' }, wish);
      case 'multipart':
        return this.#sampler.sample(content.schema ?? { type: 'object' }, { ...wish, bytes: file });
      case 'text':
      case 'events':
        this.#refuseData(content, mediaType);
        if (!isXml(mediaType))
          return String(this.#sampler.sample({ type: 'string', ...nodeOf(content.schema) }, wish));
        break;
      default:
        this.#refuseData(content, mediaType);
    }
    if (!isXml(mediaType)) return new Blob([bytesFor(content)], { type: mediaType });
    return this.#options.writesXml ? this.#sampler.sample(content.schema ?? {}, wish) : '<breakwater/>';
  }

  /** Some specs describe as an object what is sent as a text or as bytes: nobody can know how it would be written. */
  #refuseData({ schema }: BodyContent, mediaType: string): void {
    if (isXml(mediaType) || !this.#isData(schema)) return;
    throw new Unsampleable(
      `${mediaType} is no data, and its schema asks for an ${this.#sampler.type(schema)}`,
    );
  }

  #isData(schema: unknown): boolean {
    return schema !== undefined && /^(object|array)$/.test(this.#sampler.type(schema));
  }

  /** A range is no media type: one of it is taken. */
  #contentType({ mediaType, schema }: BodyContent): string {
    const isOpen = mediaType === '*/*' || mediaType === 'application/*';
    return isOpen && this.#isData(schema) ? 'application/json' : concreteOf(mediaType);
  }
}

/** Bytes that the schema wants as base64 are. */
function bytesFor({ schema }: BodyContent): string {
  return nodeOf(schema)['format'] === 'byte' ? 'QnJlYWt3YXRlcg==' : 'Breakwater';
}

export function isImpossible(each: Case | Impossible): each is Impossible {
  return 'why' in each;
}

export interface Answer {
  readonly status?: number | undefined;
  readonly mediaType?: string | undefined;
  readonly accept?: string | undefined;
}

/** Successes first, in the spec's order, each with its content types. */
export function answersOf({ replies }: Operation): Answer[] {
  const ordered = [...replies.filter(isSuccess), ...replies.filter((reply) => !isSuccess(reply))];
  return ordered.flatMap((reply) => {
    const status = statusOf(reply, replies);
    if (reply.contents.length === 0) return [{ status }];
    return reply.contents.map(({ mediaType }) => {
      const isChoice = isSuccess(reply) && reply.contents.length > 1;
      return {
        status,
        mediaType: concreteOf(mediaType),
        ...(isChoice ? { accept: concreteOf(mediaType) } : {}),
      };
    });
  });
}

function isSuccess({ status }: Reply): boolean {
  return /^2/.test(status);
}

/** A status that a range stands for, and that nothing else of the operation does. */
function statusOf({ status }: Reply, replies: readonly Reply[]): number {
  const exact = Number(status);
  if (Number.isInteger(exact)) return exact;
  const first = /^[1-5]XX$/i.test(status) ? Number(status[0]) * 100 : replies.some(isSuccess) ? 500 : 200;
  const taken = new Set(replies.map((reply) => Number(reply.status)));
  for (let candidate = first; candidate < first + 100; candidate += 1)
    if (!taken.has(candidate)) return candidate;
  return first;
}

function titleOf({ status, mediaType }: Answer): string {
  return `answered ${status ?? 'as documented'}${mediaType === undefined ? '' : ` ${mediaType}`}`;
}

/** Inputs that came out the same are one case; a file in them is as good as another. */
function distinct(cases: readonly (Case | Impossible)[]): (Case | Impossible)[] {
  const seen = new Set<string>();
  return cases.filter((each) => {
    const key = JSON.stringify(
      isImpossible(each) ? each.why : [each.args, each.sentAs, each.status, each.mediaType],
      (_, value) => (value instanceof Blob ? 'file' : value),
    );
    return !seen.has(key) && seen.add(key);
  });
}
