import type { GraphQLSchema } from 'graphql';
import { guardedSchema } from '../policy/guarded-schema.js';
import type { Policy } from '../policy/policy.js';
import { withCosts } from './cost/cost-directives.js';
import { describeRoots } from './root-descriptions.js';

/** Adds what the decorators cannot say: what the entrances are for, what everything costs, and who may have it. */
export const completeSchema = (schema: GraphQLSchema, policy: Policy): GraphQLSchema =>
  guardedSchema(withCosts(describeRoots(schema)), policy);
