/**
 * What an operation sends or gets that JSON has no word for, or that is XML: as text for its descriptor, with
 * what that refers to imported.
 */

import { namesIn } from '../codecs.ts';
import type { Operation } from '../model.ts';
import { bodyChoices } from '../names.ts';
import { schemasIn, type XmlNode } from '../xml.ts';
import { codecText, replyCodecs } from './codecs.ts';
import type { Conversions, XmlTexts } from './descriptor.ts';
import { sibling } from './file.ts';
import { freeName, type Module } from './part.ts';
import { nodeText, xmlOf } from './xml.ts';

export function conversionsOf(operation: Operation, module: Module): Conversions {
  const { emission, imports, functions } = module;
  const free = (name: string) => freeName(name, `${name}OfReplies`, functions);
  const codecs = replyCodecs(operation, emission);
  const items = emission.codecs?.ofItems(operation.replies);
  const isReferring = [...codecs.map(([, codec]) => codec), items].some((each) => namesIn(each).length > 0);
  if (isReferring) imports.namespace(sibling('codecs', emission), free('codecs'));
  const refer = (schema: string) => `${free('codecs')}.${emission.names.schemas.get(schema)}`;
  const sent = [
    ...(operation.body ? bodyChoices(operation.body).map((each) => each.itemSchema ?? each.schema) : []),
    ...operation.parameters.map((each) => each.content && each.schema),
  ];
  const isConverted =
    codecs.length > 0 || items !== undefined || sent.some((schema) => emission.codecs?.of(schema));
  return {
    codecs: codecs.map(([status, codec]) => [status, codecText(codec, refer, '    ')]),
    items: items && codecText(items, refer, '    '),
    converter: isConverted ? imports.value(emission.runtime, 'scalars', free('scalars')) : undefined,
    xml: xmlTextsOf(operation, module, free),
  };
}

function xmlTextsOf(
  operation: Operation,
  { emission, imports }: Module,
  free: (name: string) => string,
): XmlTexts | undefined {
  const { body, replies } = xmlOf(operation, emission);
  const nodes = [...body, ...replies];
  if (nodes.length === 0) return undefined;
  if (nodes.some(([, node]) => schemasIn(node.content).length > 0)) {
    imports.namespace(sibling('xml', emission), free('shapes'));
  }
  const refer = (schema: string) => `${free('shapes')}.${emission.names.schemas.get(schema)}`;
  const text = ([place, node]: readonly [string, XmlNode]) => [place, nodeText(node, refer, '    ')] as const;
  return {
    converter: imports.value(emission.runtime, 'xml', free('xml')),
    body: body.map(text),
    replies: replies.map(text),
  };
}
