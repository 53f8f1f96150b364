import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

/** Words that say nothing beside a name. */
const EMPTY = new Set(
  'a an the this that its of for to in is are and or one with which whose id ids input it'.split(' '),
);

interface Described {
  place: string;
  /** The words a reader has read already. */
  known: string;
  description: string;
}

const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !EMPTY.has(word))
    .map((word) => word.replace(/s$/, ''));

function everything(): Described[] {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const found: Described[] = [];
  const add = (place: string, known: string, description: string | null | undefined): void =>
    void found.push({ place, known, description: description ?? '' });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    add(type.name, type.name, type.description);
    if (isEnumType(type)) {
      for (const { name, description } of type.getValues())
        add(`${type.name}.${name}`, `${type.name} ${name}`, description);
    }
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const place = `${type.name}.${field.name}`;
      add(place, `${type.name} ${field.name}`, field.description);
      for (const { name, description } of 'args' in field ? field.args : []) {
        add(`${place}(${name})`, `${type.name} ${field.name} ${name}`, description);
      }
    }
  }
  return found;
}

describe('descriptions of the schema', () => {
  it('are there for everything', () => {
    expect(
      everything()
        .filter(({ description }) => description.trim() === '')
        .map(({ place }) => place),
    ).toEqual([]);
  });

  it('say something that the names beside them do not', () => {
    const said = everything().filter(({ known, description }) => {
      const names = new Set(wordsOf(known));
      return wordsOf(description).every((word) => names.has(word));
    });
    expect(said.map(({ place, description }) => `${place}: ${description}`)).toEqual([]);
  });
});
