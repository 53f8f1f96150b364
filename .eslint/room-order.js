import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** The rooms in the order of `src/app.rooms.ts`, the one list there is. */
const ORDER = (() => {
  const [, list] = /ROOMS: [^=]*= \[([^\]]*)\]/.exec(readFileSync(join(ROOT, 'src/app.rooms.ts'), 'utf8'));
  return list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
})();

/** What `folder` may import: a room those before it; the demonstration, which comes from outside, the platform; the command line everything. */
function mayKnow(folder, other) {
  if (folder === other || folder === 'cli') return true;
  if (folder === 'demo') return other === 'platform';
  return ORDER.includes(other) && ORDER.indexOf(other) < ORDER.indexOf(folder);
}

/** The folder of `src` a file lies in; null outside of `src`, '' for the files that put the rooms together. */
function folderOf(file) {
  const [top, ...rest] = relative(ROOT, file).split(sep);
  if (top !== 'src') return null;
  return rest.length > 1 ? rest[0] : '';
}

/** Each room knows only those before it. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Rooms know only those before them' },
    messages: { order: '{{folder}} may not know {{other}}: the order of the rooms is that of src/app.rooms.ts' },
    schema: [],
  },
  create(context) {
    const folder = folderOf(context.filename);
    if (!folder) return {};
    const check = (node) => {
      const path = node.source?.value ?? node.argument?.value ?? node.argument?.literal?.value;
      if (typeof path !== 'string' || !path.startsWith('.')) return;
      const other = folderOf(join(dirname(context.filename), path));
      const isAssembly = other === '' && folder !== 'cli';
      if (other === null || (!isAssembly && (other === '' || mayKnow(folder, other)))) return;
      context.report({ node, messageId: 'order', data: { folder, other: other || 'what puts the rooms together' } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};
