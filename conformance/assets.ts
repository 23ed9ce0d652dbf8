/** The two pictures that the server compares uploads with, and sends. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'node_modules/@typespec/http-specs/assets');

export const png = readFileSync(join(folder, 'image.png'));
export const jpg = readFileSync(join(folder, 'image.jpg'));
