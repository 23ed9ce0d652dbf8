/**
 * How each list of an API goes from page to page: as the config says, else as the spec says, else as it seems.
 */

import type { Api, Operation } from '../model.ts';
import { settleNames } from '../names.ts';
import { didYouMean } from '../nearest.ts';
import { type Node, nodeOf } from '../node.ts';
import { remove } from '../overlay/repair.ts';
import { at, lookUp } from '../pointer.ts';
import { type Findings, ProblemError } from '../problem.ts';
import { declaredBy, pagingFrom } from './declared.ts';
import { guessed } from './guess.ts';
import { itemsOf } from './items.ts';
import type { Pagination, Paging } from './paging.ts';
import { flawOf } from './places.ts';
import { type Definitions, replyOf } from './reply.ts';

/** By name of a function, operationId, or `GET /path`: how its list goes on; `false`: it is none. */
export type PaginationOverrides = Readonly<Record<string, Paging | false>>;

/** Where overrides come from; who calls `generate` by hand knows better. */
const configName = 'breakwater.config.ts';

/** @throws {ProblemError} an override is of no operation, or does not fit it */
export function withPagination(
  api: Api,
  document: Node,
  findings: Findings,
  overrides: PaginationOverrides = {},
): Api {
  const definitions = new Map(api.schemas.map((schema) => [schema.name, schema.definition]));
  const chosen = overridden(api, overrides);
  const operations = api.operations.map((operation) => {
    const key = chosen.get(operation);
    const pagination =
      key === undefined
        ? ofSpec(operation, document, definitions, findings)
        : ofConfig(operation, key, overrides[key], definitions);
    return { ...operation, pagination };
  });
  return { ...api, operations };
}

/** Key of the override, by operation. */
function overridden(api: Api, overrides: PaginationOverrides): ReadonlyMap<Operation, string> {
  const keys = Object.keys(overrides);
  if (keys.length === 0) return new Map();
  const { operations } = settleNames(api);
  const namesOf = (operation: Operation) => [
    ...[operation.operationId, operations.get(operation)?.flat, `${operation.method} ${operation.path}`],
  ];
  return new Map(
    keys.map((key) => {
      const operation = api.operations.find((each) => namesOf(each).includes(key));
      if (operation) return [operation, key];
      const known = api.operations.flatMap((each) => namesOf(each).filter((name) => name !== undefined));
      const what = `The config has \`pagination\` for ${key}, and there is no such operation.`;
      const mend =
        didYouMean(key, known).trim() || 'Name a function of the SDK, an operationId, or `GET /path`.';
      throw new ProblemError({ file: configName, what, mend });
    }),
  );
}

function ofConfig(
  operation: Operation,
  key: string,
  value: unknown,
  definitions: Definitions,
): Pagination | undefined {
  const declared = pagingFrom(value);
  if (declared === false) return undefined;
  const flaw =
    typeof declared === 'string'
      ? declared
      : flawOf(declared, operation, replyOf(operation, definitions), definitions);
  if (typeof declared === 'string' || flaw !== undefined) {
    const what = `The config's \`pagination\` of ${key} does not fit: ${flaw}.`;
    const mend = 'Correct it, or say `false`.';
    throw new ProblemError({ file: configName, what, mend });
  }
  return { paging: declared, confidence: 'certain', because: 'the config says so' };
}

function ofSpec(
  operation: Operation,
  document: Node,
  definitions: Definitions,
  findings: Findings,
): Pagination | undefined {
  const node = nodeOf(lookUp(document, operation.pointer));
  const said = declaredBy(node, {
    ...{ operation, document },
    // Flattening a reply is most of the work: only for whoever asks.
    get items() {
      const reply = replyOf(operation, definitions);
      return reply && itemsOf(reply, operation);
    },
  });
  if (!said) return guessed(operation, definitions);
  const { name, declared } = said;
  if (declared === false) return undefined;
  const flaw =
    typeof declared === 'string'
      ? declared
      : flawOf(declared, operation, replyOf(operation, definitions), definitions);
  if (typeof declared !== 'string' && flaw === undefined)
    return { paging: declared, confidence: 'certain', because: `\`${name}\` says so` };
  const what = `\`${name}\` cannot be obeyed: ${flaw}.`;
  const repair = remove(at(operation.pointer, name));
  findings.skipped(at(operation.pointer, name), what, 'Correct it, or remove it to have a guess.', {
    repair,
  });
  return undefined;
}
