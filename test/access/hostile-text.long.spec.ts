import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { signedInBuyer, signedInOfficial, signedInSupplier } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { CALLERS, OPERATIONS } from './access-matrix.js';

const SCHEMA = buildSchema(readFileSync('schema.graphql', 'utf8'));
type Path = (string | number)[];

/** What PostgreSQL cannot keep, what means something to SQL, LIKE, JSON and ids, and what is merely long. */
const HOSTILE = ['a\u0000b', '\ud800', `'";--`, '%_\\', '{"a":1}', '__proto__', 'x'.repeat(5000)];

/** A value with everything in it that its type has, so many levels down, and where in it there is text. */
function fullest(type: GraphQLInputType, path: Path, texts: Path[], levels = 6): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return levels > 0 ? [fullest(nullable.ofType, [...path, 0], texts, levels - 1)] : [];
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    return Object.fromEntries(
      fields.map((field) => [field.name, fullest(field.type, [...path, field.name], texts, levels - 1)]),
    );
  }
  if (isScalarType(nullable) && (nullable.name === 'Int' || nullable.name === 'Float')) return 1;
  if (isScalarType(nullable) && nullable.name === 'Boolean') return false;
  texts.push(path);
  return nullable.name === 'ID' ? '01980000-0000-7000-8000-000000000000' : 'x';
}

/** The text at its place, and beside it only what must be given. */
function alone(type: GraphQLInputType, path: Path | null, text: string): unknown {
  const nullable = getNullableType(type);
  if (path?.length === 0) return text;
  const [step, ...rest] = path ?? [];
  if (isListType(nullable)) return path ? [alone(nullable.ofType, rest, text)] : [];
  if (!isInputObjectType(nullable)) return fullest(type, [], []);
  const fields = Object.values(nullable.getFields()).filter((one) => one.name === step || isRequiredInputField(one));
  return Object.fromEntries(
    fields.map((field) => [field.name, alone(field.type, field.name === step ? rest : null, text)]),
  );
}

function put(value: any, [step, ...rest]: Path, text: string): any {
  if (step === undefined) return text;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[step] = put(copy[step], rest, text);
  return copy;
}

const CALLS = (['query', 'mutation'] as const).flatMap((operation) => {
  const root = operation === 'query' ? SCHEMA.getQueryType()! : SCHEMA.getMutationType()!;
  return Object.values(root.getFields()).flatMap((field) => {
    const texts: Path[] = [];
    const values = Object.fromEntries(field.args.map(({ name, type }) => [name, fullest(type, [name], texts)]));
    const typeOf = (argument: GraphQLArgument) =>
      isRequiredArgument(argument) ? argument.type : getNullableType(argument.type);
    const declared = field.args.map((argument) => `$${argument.name}: ${String(typeOf(argument))}`).join(', ');
    const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
    const text = `${operation} (${declared}) { ${field.name}(${given}) { __typename } }`;
    const variants = (path: Path, hostile: string) => [
      put(values, path, hostile),
      Object.fromEntries(
        field.args
          .filter((argument) => argument.name === path[0] || isRequiredArgument(argument))
          .map(({ name, type }) => [name, alone(type, name === path[0] ? path.slice(1) : null, hostile)]),
      ),
    ];
    return texts.length > 0 ? [{ operation, name: field.name, text, variants, texts }] : [];
  });
});

describe('hostile text in every place where an operation takes text', () => {
  let service: TestService;
  const clients = {} as Record<(typeof CALLERS)[number], TestClient>;
  beforeAll(async () => {
    service = await startTestService();
    clients.ANONYMOUS = service.client();
    clients.SUPPLIER = await signedInSupplier(service);
    clients.BUYER = await signedInBuyer(service);
    clients.AUTHORITY = await signedInOfficial(service);
  });
  afterAll(() => service.close());

  it.each(CALLS)(
    'is answered or refused by the $operation $name, and is no fault of ours',
    async ({ operation, name, text, variants, texts }) => {
      for (const caller of CALLERS.filter((one) => OPERATIONS[operation][name]!.includes(one))) {
        for (const path of texts) {
          // Among other text, all of it wrong, and alone: what is refused first hides what comes after.
          const sent = HOSTILE.flatMap((hostile) => variants(path, hostile));
          const answers = await Promise.all(sent.map((variables) => clients[caller].execute(text, variables)));
          const ours = answers.flatMap(({ errors }, at) =>
            (errors ?? []).some(({ extensions }) => extensions?.code === 'INTERNAL') ? [sent[at]] : [],
          );
          expect([path, ours]).toEqual([path, []]);
        }
      }
    },
  );
});
