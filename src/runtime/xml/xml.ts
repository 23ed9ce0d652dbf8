/**
 * What it takes to send and to read XML. Generated code hands it to the runtime with the operations that need
 * it, so that no other bundle carries a parser.
 */

import { readXml } from './read.ts';
import { writeXml } from './write.ts';

export interface XmlConversion {
  /** See read.ts. */
  readonly readXml: typeof readXml;
  /** See write.ts. */
  readonly writeXml: typeof writeXml;
}

export const xml: XmlConversion = { readXml, writeXml };
