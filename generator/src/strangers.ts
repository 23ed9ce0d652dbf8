/** What people give where an OpenAPI description is wanted: named for what it is, with what to do instead. */

import { isNode, type Node, own, scalarText } from './node.ts';
import { type Problem, ProblemError } from './problem.ts';

type Refusal = Pick<Problem, 'what' | 'mend'>;

/**
 * What no reader of YAML or JSON should be asked to read: of a page that asks for a login, YAML would make a text.
 *
 * @throws {ProblemError} it is a web page, XML, or not text at all
 */
export function refuseOtherFormats(file: string, text: string): void {
  const head = text.slice(0, 1_000);
  const refusal = textRefusals.find(({ is }) => is.test(head));
  if (refusal) throw new ProblemError({ file, line: 1, column: 1, what: refusal.what, mend: refusal.mend });
}

const textRefusals: readonly (Refusal & { readonly is: RegExp })[] = [
  {
    is: /^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*>\s*)?<(!doctype\s+html|html)\b/i,
    what: 'This is a web page, neither JSON nor YAML.',
    mend: 'Give the description itself; where its server asks for a login, set BREAKWATER_SPEC_HEADERS.',
  },
  { is: /^\s*<[?!a-z]/i, what: 'This is XML, neither JSON nor YAML.', mend: 'Give it in JSON or YAML.' },
  // What is compressed has such characters, and what is written has not.
  { is: /^.?\uFFFD|\0/s, what: 'This is no text.', mend: 'Give it in UTF-8, uncompressed.' },
];

const anotherDescription = 'Give the path or the URL of an OpenAPI description.';

/** `undefined` for what says that it is OpenAPI, of whatever version. */
export function strangerIn(document: unknown): Refusal | undefined {
  if (document === undefined || document === null)
    return { what: 'There is nothing in it.', mend: anotherDescription };
  if (!isNode(document))
    return { what: 'This is not an OpenAPI description: it is no object.', mend: anotherDescription };
  if (document['openapi'] !== undefined || document['swagger'] !== undefined) return undefined;
  const known = strangers.find(({ is }) => is(document));
  if (known) return { what: `This is ${known.name}, and no OpenAPI description.`, mend: known.mend };
  const isPart = ['paths', 'components', 'info', 'servers'].some((name) => document[name] !== undefined);
  const mend = isPart ? 'Begin it with `openapi: 3.1.0`.' : anotherDescription;
  return { what: 'This is not an OpenAPI description: it has no `openapi`.', mend };
}

interface Stranger {
  is(document: Node): boolean;
  readonly name: string;
  readonly mend: string;
}

const convert = 'Convert it to OpenAPI first.';
const has = (name: string) => (document: Node) => document[name] !== undefined;

const strangers: readonly Stranger[] = [
  { is: has('asyncapi'), name: 'an AsyncAPI description', mend: 'Give the description of the HTTP API.' },
  { is: has('arazzo'), name: 'an Arazzo description', mend: 'Give the description that it refers to.' },
  {
    is: has('overlay'),
    name: 'an overlay',
    mend: 'Give it with --overlay, and the spec it changes before it.',
  },
  { is: has('swaggerVersion'), name: 'Swagger 1', mend: 'Convert it to OpenAPI 2.0 or later first.' },
  {
    is: ({ info }) =>
      own(info, '_postman_id') !== undefined || /getpostman\.com/.test(scalarText(own(info, 'schema'))),
    name: 'a Postman collection',
    mend: convert,
  },
  { is: has('__export_format'), name: 'an export of Insomnia', mend: convert },
  { is: ({ log }) => own(log, 'entries') !== undefined, name: 'a recording of HTTP (HAR)', mend: convert },
  { is: has('smithy'), name: 'a Smithy model', mend: convert },
  {
    is: (document) => has('$schema')(document) && (has('type')(document) || has('properties')(document)),
    name: 'a JSON Schema',
    mend: 'Put it under `components.schemas` of a description.',
  },
];
