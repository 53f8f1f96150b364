import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  type GraphQLEnumType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  isEnumType,
} from 'graphql';

const ROOMS = {
  'platform/storage': 'File',
  identity: 'Identity',
  suppliers: 'Supplier',
  requests: 'Request',
  matching: 'Matching',
  disclosure: 'Disclosure',
  review: 'Review',
} as const;
/** What adds problems on behalf of a room that reads with it, and what its catalogue is called. */
const READERS = { 'clean-text.js': 'TEXT', 'measures.js': 'MEASURE', 'read-terms.js': 'TERM' };

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const filesOf = (room: string): string[] =>
  readdirSync(join('src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join('src', room, file), 'utf8'));
const codesOf = (name: string): string[] =>
  (schema.getType(`${name}ErrorCode`) as GraphQLEnumType).getValues().map((value) => value.name);

describe('user errors', () => {
  it('are of a type of their room, with its codes as an enum', () => {
    const types = schema.getPossibleTypes(schema.getType('UserError') as GraphQLInterfaceType);
    expect(types.map(({ name }) => name).sort()).toEqual(
      Object.values(ROOMS)
        .map((name) => `${name}UserError`)
        .sort(),
    );
    for (const name of Object.values(ROOMS)) {
      const { code } = (schema.getType(`${name}UserError`) as GraphQLObjectType).getFields();
      expect([String(code!.type), isEnumType(getNamedType(code!.type))]).toEqual([`${name}ErrorCode!`, true]);
    }
  });

  it('come with a payload for each mutation', () => {
    for (const { name, type } of Object.values(schema.getMutationType()!.getFields())) {
      expect(String(type)).toBe(`${name[0]!.toUpperCase()}${name.slice(1)}Payload!`);
      expect(Object.keys((getNamedType(type) as GraphQLObjectType).getFields())).toContain('userErrors');
    }
  });

  it('have a code that means the same wherever it stands', () => {
    const meanings = new Map<string, Set<string>>();
    for (const name of Object.values(ROOMS)) {
      for (const { name: code, description } of (schema.getType(`${name}ErrorCode`) as GraphQLEnumType).getValues()) {
        meanings.set(code, (meanings.get(code) ?? new Set()).add(description ?? ''));
      }
    }
    expect([...meanings].filter(([, said]) => said.size > 1)).toEqual([]);
  });

  it.each(Object.entries(ROOMS))('of %s have every code this room can refuse with', (room, name) => {
    // A line’s requirements are read by their criteria, for this room.
    const files = room === 'requests' ? [...filesOf(room), ...filesOf('criteria')] : filesOf(room);
    const codes = new Set(codesOf(name));
    const used = files.flatMap((text) =>
      [...text.matchAll(/\b(?:problems\.add|refuse)\(\s*[A-Z_]+\.([A-Z_\d]+)/g)].map(([, code]) => code!),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((code) => !codes.has(code))).toEqual([]);
    const text = readFileSync(join('src', room, userErrorFileOf(room)), 'utf8');
    const listed = /ErrorCode = errorCodes\((.*?)\);/s.exec(text)![1]!;
    for (const [reader, catalogue] of Object.entries(READERS)) {
      if (files.some((file) => file.includes(`/${reader}'`))) expect(listed).toMatch(new RegExp(`\\b${catalogue}\\b`));
    }
  });
});

const userErrorFileOf = (room: string): string =>
  readdirSync(join('src', room)).find((file) => file.endsWith('-user-error.ts'))!;
