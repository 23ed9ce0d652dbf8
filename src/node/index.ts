/**
 * What only Node has: the door `breakwater/node`.
 */

export { type FileFromPathOptions, fileFromPath } from './file-from-path.ts';
