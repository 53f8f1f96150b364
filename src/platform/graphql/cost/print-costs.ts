import { type GraphQLSchema, isInterfaceType, isObjectType, printSchema } from 'graphql';
import { costsOf, type ListSize } from './cost-directives.js';

const TYPE = /^(?:type|interface) (\w+)/;
const FIELD = /^ {2}(\w+)(?=[(:])/;

/** As graphql-js prints it, which leaves out what directives say of types and fields, with the costs added. */
export function printWithCosts(schema: GraphQLSchema): string {
  let owner = '';
  let field = '';
  let isDescription = false;
  const lines = printSchema(schema).split('\n');
  return lines
    .map((line) => {
      const quotes = line.split('"""').length - 1;
      if (isDescription || quotes > 0) {
        if (quotes === 1) isDescription = !isDescription;
        return line;
      }
      const [, type] = TYPE.exec(line) ?? [];
      if (type) {
        owner = type;
        return line.replace(/ \{$/, `${weight(costsOf(schema.getType(type)!).cost)} {`);
      }
      if (line === '}') owner = '';
      const definition = schema.getType(owner);
      if (!isObjectType(definition) && !isInterfaceType(definition)) return line;
      field = FIELD.exec(line)?.[1] ?? field;
      const isWhole = FIELD.test(line) ? !line.endsWith('(') : line.startsWith('  ):');
      if (!isWhole) return line;
      const { cost, listSize } = costsOf(definition.getFields()[field]!);
      return `${line}${weight(cost)}${listSize ? ` ${sizeOf(listSize)}` : ''}`;
    })
    .join('\n');
}

const weight = (cost: number | undefined): string => (cost === undefined ? '' : ` @cost(weight: "${cost}")`);

function sizeOf(size: ListSize): string {
  const given = Object.entries(size).map(([name, value]) => `${name}: ${JSON.stringify(value).replaceAll(',', ', ')}`);
  return `@listSize(${given.join(', ')})`;
}
