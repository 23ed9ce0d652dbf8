/** What is an OpenAPI Overlay, and what is not. */

import { parse } from '../load.ts';
import { isNode, type Node } from '../node.ts';
import { ProblemError } from '../problem.ts';

/** Of version 1, which is the only one. */
export function isOverlay(value: unknown): value is Node {
  return isNode(value) && /^1\.\d/.test(String(value['overlay']));
}

export async function isOverlayText(file: string, text: string): Promise<boolean> {
  try {
    return isOverlay((await parse(file, text)).value);
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
