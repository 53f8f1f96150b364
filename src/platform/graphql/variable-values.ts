import {
  type ArgumentNode,
  type ASTNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  visit,
} from 'graphql';
import { CountedProblems, InvalidValues } from './invalid-values.js';
import { readInput } from './read-input.js';
import { VALUE } from './values.errors.js';

type Path = (string | number)[];
type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** Refuses an operation with everything that is wrong with its variables, each with its place among the arguments. */
export function checkVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  suggests: boolean,
): void {
  const { problems, isAll } = CountedProblems.in(suggests, (found) => {
    let places: Map<string, Path> | undefined;
    for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
      const name = variable.name.value;
      const type = typeFromAST(schema, typeNode as never) as GraphQLInputType | undefined;
      if (!type || !isInputType(type)) continue;
      const isGiven = Object.hasOwn(variables ?? {}, name);
      if (!isGiven && (defaultValue || !isNonNullType(type))) continue;
      places ??= placesOfVariables(document, operation);
      const path = places.get(name) ?? [name];
      if (isGiven) readInput(variables?.[name], type, path, found);
      else found.add(VALUE.VALUE_MISSING, path);
    }
  });
  if (problems.length > 0) throw new InvalidValues(problems, isAll);
}

/** Where each variable is first used: the argument it stands for, and the way into it. */
function placesOfVariables(document: DocumentNode, operation: OperationDefinitionNode): Map<string, Path> {
  const places = new Map<string, Path>();
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  for (const definition of [operation, ...fragments]) {
    visit(definition, {
      VariableDefinition: () => false,
      Directive: () => false,
      Argument: (argument) => {
        placesIn(argument, places);
        return false;
      },
    });
  }
  return places;
}

function placesIn(argument: ArgumentNode, places: Map<string, Path>): void {
  const into: Path = [argument.name.value];
  const stepOf = (node: ASTNode, key: string | number | undefined): string | number | undefined =>
    node.kind === Kind.OBJECT_FIELD ? node.name.value : typeof key === 'number' ? key : undefined;
  visit(argument.value, {
    enter(node, key) {
      const step = stepOf(node, key);
      if (step !== undefined) into.push(step);
      if (node.kind === Kind.VARIABLE && !places.has(node.name.value)) places.set(node.name.value, [...into]);
    },
    leave(node, key) {
      if (stepOf(node, key) !== undefined) into.pop();
    },
  });
}
