import { type ASTVisitor, GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** How much one operation may ask for. Generous for people, narrow for those who try what the server can bear. */
export const LIMITS = { depth: 12, tokens: 4000, aliases: 30, rootFields: 30, directives: 20 };

const exceeded = (what: string, limit: number) =>
  new GraphQLError(`The operation has more than ${limit} ${what}`, { extensions: { code: 'LIMIT_EXCEEDED' } });

/** Aliases, root fields and directives of the whole document, fragments included; stops counting at the limit. */
export const widthLimit: ValidationRule = (context: ValidationContext): ASTVisitor => {
  let aliases = 0;
  let directives = 0;
  return {
    OperationDefinition(node) {
      if (node.selectionSet.selections.length > LIMITS.rootFields) {
        context.reportError(exceeded('root fields', LIMITS.rootFields));
      }
    },
    Field(node) {
      if (node.alias && ++aliases === LIMITS.aliases + 1) context.reportError(exceeded('aliases', LIMITS.aliases));
    },
    Directive() {
      if (++directives === LIMITS.directives + 1) context.reportError(exceeded('directives', LIMITS.directives));
    },
  };
};
