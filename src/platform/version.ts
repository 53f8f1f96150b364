import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder `package.json` is in, from the sources as from the build. */
function findPackage(folder: string): string {
  try {
    return readFileSync(join(folder, 'package.json'), 'utf8');
  } catch {
    return findPackage(dirname(folder));
  }
}

export const VERSION: string = (JSON.parse(findPackage(dirname(fileURLToPath(import.meta.url)))) as { version: string })
  .version;
