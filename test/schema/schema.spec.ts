import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { runSchema, schemaText } from '../../src/print-schema.js';
import { signedInBuyer } from '../harness/people.js';
import { startTestService } from '../harness/test-service.js';

describe('the schema', () => {
  let text: string;
  let schema: GraphQLSchema;
  let own: GraphQLNamedType[];
  beforeAll(async () => {
    text = await schemaText();
    schema = buildSchema(text);
    own = Object.values(schema.getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
    );
  });

  const fields = (): [string, GraphQLField<unknown, unknown>][] =>
    own
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).map((field): [string, typeof field] => [`${type.name}.${field.name}`, field]),
      );

  it('is what the running service answers to introspection', async () => {
    const service = await startTestService();
    try {
      const introspected = buildClientSchema(
        await (await signedInBuyer(service)).data(getIntrospectionQuery({ specifiedByUrl: true })),
      );
      const sorted = printSchema(lexicographicSortSchema(introspected));
      expect(sorted).toBe(printSchema(lexicographicSortSchema(schema)));
    } finally {
      await service.close();
    }
  });

  it('is sorted', () => {
    expect(printSchema(schema)).toBe(printSchema(lexicographicSortSchema(schema)));
  });

  it('describes every type, field, argument and enum', () => {
    const undescribed = own.flatMap((type) => {
      const missing = type.description ? [] : [type.name];
      if (isObjectType(type)) {
        for (const field of Object.values(type.getFields())) {
          if (!field.description) missing.push(`${type.name}.${field.name}`);
          for (const { name, description } of field.args)
            if (!description) missing.push(`${type.name}.${field.name}(${name})`);
        }
      } else if (isInputObjectType(type)) {
        for (const { name, description } of Object.values(type.getFields()))
          if (!description) missing.push(`${type.name}.${name}`);
      }
      return missing;
    });
    // The roots are whatever the modules add to them.
    expect(undescribed.filter((name) => !/^(Query|Mutation|Subscription)$/.test(name))).toEqual([]);
  });

  it('names mutations for the object first and the verb second', () => {
    const odd = Object.keys(schema.getMutationType()!.getFields()).filter((name) => !/^[a-z]+[A-Z]/.test(name));
    expect(odd).toEqual([]);
  });

  it('has no list that is null or has nulls in it, but for those that say so', () => {
    const isWhole = (type: GraphQLOutputType): boolean => {
      if (isNonNullType(type)) return isListType(type.ofType) ? isNonNullType(type.ofType.ofType) : true;
      return !isListType(type);
    };
    const nullable = fields().filter(([, { type }]) => !isWhole(type));
    // Null where nothing is known: an empty list says that there is none.
    const unsaid = nullable.filter(([, { type, description }]) => {
      return (
        !/null|unknown|not (known|stated|say)|left (out|empty)/i.test(description ?? '') ||
        (isListType(type) && !isNonNullType(type.ofType))
      );
    });
    expect(unsaid.map(([name]) => name)).toEqual([]);
  });

  it('pages every connection with first and after, and nothing else so', () => {
    for (const [name, field] of fields()) {
      const isConnection = getNamedType(field.type).name.endsWith('Connection');
      const paging = field.args
        .filter((argument) => ['first', 'after'].includes(argument.name))
        .map(({ name: argument }) => argument)
        .sort();
      expect([name, paging]).toEqual([name, isConnection ? ['after', 'first'] : []]);
      if (isConnection) expect([name, isNonNullType(field.type)]).toEqual([name, true]);
    }
  });

  it('gives every connection the same shape', () => {
    const connections = own.filter(isObjectType).filter(({ name }) => name.endsWith('Connection'));
    expect(connections.length).toBeGreaterThan(2);
    for (const connection of connections) {
      const { edges, nodes, pageInfo } = connection.getFields();
      const node = String(getNamedType(nodes!.type));
      expect([String(nodes!.type), String(pageInfo!.type)]).toEqual([`[${node}!]!`, 'PageInfo!']);
      expect(String(edges!.type)).toMatch(/^\[\w+Edge!\]!$/);
    }
  });

  it('names nothing twice in another case, and enum values in capitals', () => {
    const names = own.map(({ name }) => name.toLowerCase());
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    const values = own.filter(isEnumType).flatMap((type) => type.getValues().map(({ name }) => `${type.name}.${name}`));
    expect(values.filter((name) => !/\.[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
  });
});

describe('the program that prints it', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ketnoi-schema-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes the file, and finds it missing, right and stale', async () => {
    const said: string[] = [];
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = ((words: string) => said.push(words) > 0) as never;
    try {
      expect(await runSchema(['--check'], folder)).toBe(1);
      expect(await runSchema([], folder)).toBe(0);
      expect(await runSchema(['--check'], folder)).toBe(0);
      const file = join(folder, 'schema.graphql');
      await writeFile(file, (await readFile(file, 'utf8')).replace('type Service', 'type Old'));
      expect(await runSchema(['--check'], folder)).toBe(1);
    } finally {
      process.stderr.write = write;
    }
    expect(said).toEqual([
      expect.stringMatching(/^schema\.graphql is missing: run `npm run schema`/),
      expect.stringMatching(/^schema\.graphql is not what the code says any more: run `npm run schema`/),
    ]);
  });
});
