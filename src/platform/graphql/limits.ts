import {
  type ASTVisitor,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { ApiError } from './api-error.js';

/** How much one operation may ask for. Generous for people, narrow for those who try what the server can bear. */
export const LIMITS = {
  cost: 150_000,
  costForStrangers: 20_000,
  depth: 12,
  tokens: 4000,
  aliases: 30,
  rootFields: 30,
  directives: 20,
};

export const exceeded = (what: string, limit: number) =>
  new ApiError('LIMIT_EXCEEDED', `The operation has more than ${limit} ${what}`);

/**
 * Depth and root fields of each operation, fragments spread out; aliases and directives of the whole document. Stops
 * counting at the limit. Questions about the schema itself are as deep as the tools that ask them; how often those may
 * go round in a circle is a rule of graphql-js.
 */
export const sizeLimit: ValidationRule = (context: ValidationContext): ASTVisitor => {
  let aliases = 0;
  let directives = 0;
  return {
    OperationDefinition(operation) {
      const size = sizeOf(operation, context);
      if (size.rootFields > LIMITS.rootFields) context.reportError(exceeded('root fields', LIMITS.rootFields));
      if (size.depth > LIMITS.depth) context.reportError(exceeded('levels of fields', LIMITS.depth));
    },
    Field(node) {
      if (node.alias && ++aliases === LIMITS.aliases + 1) context.reportError(exceeded('aliases', LIMITS.aliases));
    },
    Directive() {
      if (++directives === LIMITS.directives + 1) context.reportError(exceeded('directives', LIMITS.directives));
    },
  };
};

/** Adds up per fragment only once, and ends in a circle of them too, which another rule refuses. */
function sizeOf(operation: OperationDefinitionNode, context: ValidationContext): { depth: number; rootFields: number } {
  const fragments = new Map<string, { depth: number; rootFields: number }>();
  const measure = ({ selections }: SelectionSetNode): { depth: number; rootFields: number } => {
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
  const spread = (name: string) => {
    const known = fragments.get(name);
    if (known) return known;
    fragments.set(name, { depth: 0, rootFields: 0 });
    const fragment = context.getFragment(name);
    const size = fragment ? measure(fragment.selectionSet) : { depth: 0, rootFields: 0 };
    fragments.set(name, size);
    return size;
  };
  return measure(operation.selectionSet);
}
