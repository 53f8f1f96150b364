import {
  type ArgumentNode,
  type ASTNode,
  type ASTVisitor,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  print,
  TypeInfo,
  type ValidationContext,
  type ValidationRule,
  type ValueNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { CountedProblems, InvalidValues } from './invalid-values.js';
import type { Problems } from './problems.js';
import { VALUE } from './values.errors.js';
import { reportUnknownArgument, reportUnknownField, reportWrongValue } from './wrong-value.js';

type Path = readonly (string | number)[];

/**
 * What variables are checked for, for values that stand in the text itself: all that is wrong with them at once, as one
 * error that knows which nodes it speaks of, so that what graphql-js says of the same nodes need not be told too.
 */
export const literalValues =
  (suggests: boolean): ValidationRule =>
  (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      const wrong = new Set<ASTNode>();
      const types = new TypeInfo(context.getSchema());
      const { problems, isAll } = CountedProblems.in(suggests, (found) => {
        const look = new LiteralReader(found, wrong);
        visit(
          document,
          visitWithTypeInfo(types, {
            Field(node) {
              const field = types.getFieldDef();
              if (field) look.throughArguments(node, node.arguments ?? [], field.args);
            },
          }),
        );
      });
      if (problems.length > 0) context.reportError(new InvalidValues(problems, isAll, wrong));
    },
  });

class LiteralReader {
  constructor(
    private readonly problems: Problems,
    private readonly wrong: Set<ASTNode>,
  ) {}

  throughArguments(field: ASTNode, given: readonly ArgumentNode[], known: readonly GraphQLArgument[]): void {
    for (const argument of known) {
      const node = given.find(({ name }) => name.value === argument.name);
      if (node) this.through(node.value, argument.type, [argument.name]);
      else if (isRequiredArgument(argument)) this.add(field, () => this.missing([argument.name]));
    }
    const names = known.map(({ name }) => name);
    for (const node of given.filter(({ name }) => !names.includes(name.value))) {
      this.add(node, () => reportUnknownArgument(node.name.value, names, this.problems));
    }
  }

  private through(node: ValueNode, type: GraphQLInputType, path: Path): void {
    // Its value is looked at where the variables are.
    if (node.kind === Kind.VARIABLE) return;
    if (node.kind === Kind.NULL) {
      if (isNonNullType(type)) this.add(node, () => this.problems.add(VALUE.VALUE_NULL, [...path]));
      return;
    }
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const item = nullable.ofType as GraphQLInputType;
      if (node.kind !== Kind.LIST) this.through(node, item, path);
      else node.values.forEach((one, index) => this.through(one, item, [...path, index]));
    } else if (!isInputObjectType(nullable) || node.kind !== Kind.OBJECT) {
      if (!isTaken(node, nullable)) this.wrongValue(node, nullable, path);
    } else {
      const fields = nullable.getFields();
      const given = new Set(node.fields.map(({ name }) => name.value));
      for (const field of Object.values(fields)) {
        if (isRequiredInputField(field) && !given.has(field.name)) {
          this.add(node, () => this.missing([...path, field.name]));
        }
      }
      for (const one of node.fields) {
        const field = Object.hasOwn(fields, one.name.value) ? fields[one.name.value] : undefined;
        if (field) this.through(one.value, field.type, [...path, field.name]);
        else this.add(one, () => reportUnknownField(one.name.value, Object.keys(fields), path, this.problems));
      }
    }
  }

  private wrongValue(node: ValueNode, type: GraphQLInputType, path: Path): void {
    this.add(node, () => reportWrongValue(valueFromASTUntyped(node), type, path, this.problems, print(node)));
  }

  private missing(path: Path): void {
    this.problems.add(VALUE.VALUE_MISSING, [...path]);
  }

  private add(node: ASTNode, report: () => void): void {
    this.wrong.add(node);
    report();
  }
}

function isTaken(node: ValueNode, type: GraphQLInputType): boolean {
  if (!isLeafType(type)) return false;
  try {
    return type.parseLiteral(node, null) !== undefined;
  } catch {
    return false;
  }
}
