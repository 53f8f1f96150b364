import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { exceeded, LIMITS } from '../limits.js';

const WORDS = {
  aliases: 'aliases',
  directives: 'directives',
  duplicates: 'fields that are asked for again',
  fragments: 'fragments',
  operations: 'operations',
  spreads: 'spreads of fragments',
  variables: 'variables',
};

/**
 * Refuses a document for its size before it is validated: the rules compare each with each of what they find. Counts the
 * whole document; depth and root fields for each operation, fragments spread out.
 */
export function refuseLarge(document: DocumentNode): void {
  const counts = { aliases: 0, directives: 0, duplicates: 0, fragments: 0, operations: 0, spreads: 0, variables: 0 };
  const count = (what: keyof typeof counts): void => {
    if (++counts[what] > LIMITS[what]) throw exceeded(WORDS[what], LIMITS[what]);
  };
  visit(document, {
    OperationDefinition: () => count('operations'),
    FragmentDefinition: () => count('fragments'),
    FragmentSpread: () => count('spreads'),
    VariableDefinition: () => count('variables'),
    Directive: () => count('directives'),
    Field: ({ alias }) => alias && count('aliases'),
    SelectionSet(selected, _key, parent) {
      const isInline = parent && 'kind' in parent && parent.kind === Kind.INLINE_FRAGMENT;
      if (!isInline) findDuplicates(selected, new Set(), () => count('duplicates'));
    },
  });
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const measure = measuring(document);
  for (const operation of operations as OperationDefinitionNode[]) {
    const { depth, rootFields } = measure(operation.selectionSet);
    if (rootFields > LIMITS.rootFields) throw exceeded('root fields', LIMITS.rootFields);
    if (depth > LIMITS.depth) throw exceeded('levels of fields', LIMITS.depth);
  }
}

/** Inline fragments are part of the selection they stand in. */
function findDuplicates({ selections }: SelectionSetNode, names: Set<string>, found: () => void): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) findDuplicates(selection.selectionSet, names, found);
    if (selection.kind !== Kind.FIELD) continue;
    const name = (selection.alias ?? selection.name).value;
    if (names.has(name)) found();
    names.add(name);
  }
}

interface Size {
  depth: number;
  rootFields: number;
}

/**
 * Measures each fragment once, and ends in a circle of them too, which another rule refuses. Questions about the schema
 * itself are as deep as the tools that ask them; how often those may go round in a circle is a rule of graphql-js.
 */
function measuring(document: DocumentNode): (selected: SelectionSetNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Size>();
  const measure = ({ selections }: SelectionSetNode): Size => {
    let depth = 0;
    let rootFields = 0;
    for (const selection of selections) {
      let part = { depth: 1, rootFields: 1 };
      if (selection.kind === Kind.FIELD) {
        const isOfSchema = selection.name.value === '__schema' || selection.name.value === '__type';
        if (selection.selectionSet && !isOfSchema) part.depth += measure(selection.selectionSet).depth;
      } else {
        part = selection.kind === Kind.INLINE_FRAGMENT ? measure(selection.selectionSet) : spread(selection.name.value);
      }
      depth = Math.max(depth, part.depth);
      rootFields += part.rootFields;
    }
    return { depth, rootFields };
  };
  const spread = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, { depth: 0, rootFields: 0 });
    const fragment = fragments.get(name);
    const size = fragment ? measure(fragment.selectionSet) : { depth: 0, rootFields: 0 };
    measured.set(name, size);
    return size;
  };
  return measure;
}
