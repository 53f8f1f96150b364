import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  buildSchema,
  type FieldNode,
  getArgumentValues,
  getVariableValues,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { signedInBuyer, signedInOfficial, signedInSupplier } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { CALLERS, OPERATIONS } from './access-matrix.js';
import { callWithVariables } from './calls-with-variables.js';

const ROUNDS = [1, 2, 3];
const SCHEMA = buildSchema(readFileSync('schema.graphql', 'utf8'));
type Values = Record<string, unknown>;

const fieldsOf = (operation: 'query' | 'mutation'): Record<string, GraphQLField<unknown, unknown>> =>
  (operation === 'query' ? SCHEMA.getQueryType() : SCHEMA.getMutationType())!.getFields();

/** What the specification says a resolver is given; the code of the refusal where it is not called. */
function expectedArguments(
  operation: 'query' | 'mutation',
  name: string,
  text: string,
  variables: Values,
  schema: GraphQLSchema,
): unknown {
  const definition = parse(text).definitions[0] as OperationDefinitionNode;
  const { coerced } = getVariableValues(schema, definition.variableDefinitions ?? [], variables);
  try {
    const type = operation === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
    const node = definition.selectionSet.selections[0] as FieldNode;
    return plain(getArgumentValues(type.getFields()[name]!, node, coerced));
  } catch (error) {
    if (error instanceof GraphQLError) return 'refused';
    throw error;
  }
}

/** Without prototypes, and with null told apart from absent. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

describe('every operation, sent three times with each variable absent, null and given', () => {
  let service: TestService;
  let schema: GraphQLSchema;
  let given: unknown;
  const clients = {} as Record<(typeof CALLERS)[number], TestClient>;
  beforeAll(async () => {
    service = await startTestService();
    schema = service.app.get(GraphQLSchemaHost).schema;
    clients.ANONYMOUS = service.client();
    clients.SUPPLIER = await signedInSupplier(service);
    clients.BUYER = await signedInBuyer(service);
    clients.AUTHORITY = await signedInOfficial(service);
    for (const type of [schema.getQueryType()!, schema.getMutationType()!]) {
      for (const field of Object.values(type.getFields())) {
        const { resolve } = field;
        field.resolve = (source, args, ...others) => {
          given = plain(args);
          return resolve!(source, args, ...others);
        };
      }
    }
  });
  afterAll(() => service.close());

  const OPERATION_NAMES = (['query', 'mutation'] as const).flatMap((operation) =>
    Object.keys(fieldsOf(operation)).map((name) => [operation, name] as const),
  );
  it.each(OPERATION_NAMES)('%s %s', async (operation, name) => {
    const { text, required, optional, nullable } = callWithVariables(operation, fieldsOf(operation)[name]!);
    const nothing = Object.fromEntries(nullable.map((variable) => [variable, null]));
    const oneAtATime = Object.keys(optional).flatMap((variable): Values[] => [
      { [variable]: optional[variable] },
      ...(nullable.includes(variable) ? [{ [variable]: null }] : []),
    ]);
    const variants: Values[] = [{}, optional, nothing, ...oneAtATime];
    const caller = CALLERS.find((one) => OPERATIONS[operation][name]!.includes(one))!;
    const first: unknown[] = [];
    for (const round of ROUNDS) {
      for (const [at, variant] of variants.entries()) {
        const variables = { ...required, ...variant };
        given = 'refused';
        const { data, errors } = await clients[caller].execute(text, variables);
        expect([variant, given]).toEqual([variant, expectedArguments(operation, name, text, variables, schema)]);
        expect((errors ?? []).map(({ extensions }) => extensions?.code)).not.toContain('INTERNAL');
        if (round === 1) first[at] = { data, errors };
        else if (operation === 'query') expect({ data, errors }).toEqual(first[at]);
      }
    }
  });
});
