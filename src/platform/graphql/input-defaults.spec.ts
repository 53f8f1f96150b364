import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { withInputDefaults } from './input-defaults.js';

const SCHEMA = buildSchema(`
  enum Level { MUST PREFERENCE }
  input Length { value: Float!, unit: String! = "mm" }
  input Size { length: Length!, others: [Length!], level: Level = MUST, within: Size }
  type Query { fits(size: Size, sizes: [[Size!]!], length: Length, number: Int): Boolean }
`);

function filled(variables: object | null | undefined, declared = '$size: Size'): unknown {
  const operation = getOperationAST(parse(`query (${declared}) { fits }`));
  return withInputDefaults(SCHEMA, operation, variables as Record<string, unknown>);
}

describe('withInputDefaults', () => {
  it('fills in what an input leaves out, at every depth', () => {
    const size = {
      length: { value: 1 },
      others: [{ value: 2, unit: 'cm' }, { value: 3 }],
      within: { length: { value: 4 } },
    };
    expect(filled({ size })).toEqual({
      size: {
        length: { value: 1, unit: 'mm' },
        others: [
          { value: 2, unit: 'cm' },
          { value: 3, unit: 'mm' },
        ],
        level: 'MUST',
        within: { length: { value: 4, unit: 'mm' }, level: 'MUST' },
      },
    });
  });

  it('leaves what was given as it is, null too, and does not touch the variables it was handed', () => {
    const variables = { size: { length: null, others: null, level: null } };
    const before = structuredClone(variables);
    expect(filled(variables)).toEqual(before);
    filled({ size: Object.freeze({ length: Object.freeze({ value: 1 }) }) });
    expect(variables).toEqual(before);
  });

  it('goes through lists in lists, and takes one for a list of one', () => {
    const whole = { length: { value: 1, unit: 'mm' }, level: 'MUST' };
    expect(filled({ sizes: [[{ length: { value: 1 } }]] }, '$sizes: [[Size!]!]!')).toEqual({ sizes: [[whole]] });
    expect(filled({ sizes: { length: { value: 1 } } }, '$sizes: [[Size!]!]!')).toEqual({ sizes: whole });
  });

  it.each([
    ['no variables', null, {}],
    ['undefined variables', undefined, {}],
    ['a variable that is absent', {}, {}],
    ['a variable that is null', { size: null }, { size: null }],
    ['an input that is no object', { size: 'x' }, { size: 'x' }],
    ['a variable nobody declared', { other: { value: 1 } }, { other: { value: 1 } }],
  ])('takes %s', (_what, variables, expected) => {
    expect(filled(variables)).toEqual(expected);
  });

  it('leaves variables of unknown types and operations without variables alone', () => {
    expect(filled({ size: { value: 1 } }, '$size: Nothing')).toEqual({ size: { value: 1 } });
    expect(filled({ number: 1 }, '$number: Int!')).toEqual({ number: 1 });
    expect(withInputDefaults(SCHEMA, null, { a: 1 })).toEqual({ a: 1 });
  });
});
