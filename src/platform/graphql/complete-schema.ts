import type { GraphQLSchema } from 'graphql';
import { withCosts } from './cost/cost-directives.js';
import { describeRoots } from './root-descriptions.js';

/** Adds what the decorators cannot say: what the entrances are for, and what everything costs. */
export const completeSchema = (schema: GraphQLSchema): GraphQLSchema => withCosts(describeRoots(schema));
