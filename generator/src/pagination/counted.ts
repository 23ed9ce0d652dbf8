/**
 * Lists of which the next page has to be worked out: by the last item, by an offset, by the number of a page.
 */

import { nodeOf } from '../node.ts';
import { type Evidence, isOf, listed } from './evidence.ts';
import type { Input } from './inputs.ts';
import type { Pagination } from './paging.ts';
import { isAboutPaging, type Member, memberAt, type ReplyView, solid } from './reply.ts';
import { offsetInputs, pageInputs } from './words.ts';

export function byLastItem(evidence: Evidence): Pagination | undefined {
  const { inputs, more, reply, items, definitions } = evidence;
  const input = inputs.find(({ word }) => /^(?:startingafter|afterid|startafterid|after)$/.test(word));
  const list = items === '' ? reply.schema : memberAt(reply, items)?.schema;
  const hasId = Object.hasOwn(nodeOf(solid(list?.items, definitions).properties), 'id');
  if (!input || input.type === 'object' || !hasId) return undefined;
  const isSure =
    more !== undefined && (input.word !== 'after' || /\bid\b|identifier/i.test(input.description));
  return {
    paging: listed({ style: 'last-item', parameter: input.parameter, id: '/id' }, evidence),
    confidence: isSure ? 'high' : 'low',
    because: `\`${input.name}\` takes the \`id\` of an item${more ? `, and \`${more.name}\` says whether there are more` : ''}`,
  };
}

export function byOffset(evidence: Evidence): Pagination | undefined {
  const { inputs, size, total, more } = evidence;
  const input = inputs.find(({ word, type }) => offsetInputs.has(word) && isOf(type, 'integer'));
  if (!input || !size) return undefined;
  const first = firstOf(input);
  const isNamedWell = /^(?:offset|skip|pageoffset)$/.test(input.word);
  const countsItems =
    !/\bpages?\b/i.test(input.description) ||
    /\b(?:items?|records?|results?|entries|rows|number of)\b/i.test(input.description);
  const isSure = countsItems && (isNamedWell || (first !== undefined && (total ?? more) !== undefined));
  return {
    paging: listed({ style: 'offset', parameter: input.parameter, ...(first ? { first } : {}) }, evidence),
    confidence: isSure ? 'high' : 'low',
    because: `\`${input.name}\` and \`${size.name}\` are an offset and a size`,
  };
}

export function byPage(evidence: Evidence): Pagination | undefined {
  const { inputs, size, total, more, pages } = evidence;
  const input = inputs.find(({ word, type }) => pageInputs.has(word) && isOf(type, 'integer'));
  if (!input) return undefined;
  const first = firstOf(input);
  const current = first === undefined ? currentOf(evidence.reply) : undefined;
  const end = pages ?? more ?? total;
  const isSure = (first ?? current) !== undefined && end !== undefined;
  const doubt =
    first === undefined && current === undefined
      ? 'nothing says whether the first page is 0 or 1'
      : 'nothing in a reply says which page is the last';
  return {
    paging: listed(
      {
        ...{ style: 'page', parameter: input.parameter, ...(first === 0 ? { first } : {}) },
        ...{ current: current?.pointer, pages: pages?.pointer },
      },
      evidence,
    ),
    confidence: isSure ? 'high' : 'low',
    because: isSure
      ? `\`${input.name}\` is the number of a page, and \`${end.name}\` says where they end`
      : `\`${input.name}\`${size ? ` and \`${size.name}\`` : ''} look like the number of a page, but ${doubt}`,
  };
}

/** Where a reply repeats the number of its page: from there on one can count, wherever counting began. */
function currentOf({ members }: ReplyView): Member | undefined {
  const found = members.filter(
    (member) => pageInputs.has(member.word) && isOf(member.type, 'integer') && isAboutPaging(member),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** What a list begins with: 0 or 1, where the spec says it. */
function firstOf({ schema, description }: Input): 0 | 1 | undefined {
  const numbers = [schema.default, schema.minimum];
  for (const number of numbers) if (number === 0 || number === 1) return number;
  const said =
    /\b(?:starts?|starting|begins?|beginning)\s+(?:at|from|with)\s+(?:page\s+)?[`'"]?([01])\b/i.exec(
      description,
    ) ??
    /\bdefaults?(?:\s+(?:to|is|value(?:\s+is)?))?:?\s*(?:page\s+)?[`'"]?([01])\b(?!\d)/i.exec(description) ??
    /\b([01])-?(?:based|indexed)\b/i.exec(description);
  if (said) return said[1] === '0' ? 0 : 1;
  if (/\bzero[- ](?:based|indexed)\b/i.test(description)) return 0;
  return /\bone[- ](?:based|indexed)\b/i.test(description) ? 1 : undefined;
}
