import type { ASTVisitor, ValidationContext, ValidationRule } from 'graphql';
import { ApiError } from '../api-error.js';

/** Refuses questions about the schema itself; that of a type, `__typename`, stays what every client may ask. */
export const hiddenSchema: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  Field({ name }) {
    if (name.value === '__schema' || name.value === '__type') {
      context.reportError(new ApiError('UNAUTHENTICATED', 'Sign in and send the access token to be shown the schema'));
      return false;
    }
    return undefined;
  },
});
