import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { LARGEST_PAGE } from '../connection.js';
import { costsOf } from './cost-directives.js';

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** What a selection costs once, and for each entry of the page it is made of. */
interface Cost {
  once: number;
  perEntry: number;
}

/** No operation is told a greater cost, and no sum leaves the whole numbers. */
export const GREATEST_COST = 1_000_000_000;

/**
 * What an operation costs before it runs, after the cost directives of the schema: objects count one each, as often as
 * the lists around them are long. An upper bound: what is asked for twice, skipped, or of several types counts in full.
 * Each fragment is measured once, so that this ends in time linear in the document. What is not known to the schema and
 * what has a wrong value is left to those who check for it.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  return new Measuring(schema, document, operation, variables).of(operation.selectionSet, root).once;
}

class Measuring {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly measured = new Map<string, Cost>();
  private readonly variables: Record<string, unknown>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ) {
    const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(fragments.map((one) => [one.name.value, one]));
    const usual = (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ]);
    this.variables = { ...Object.fromEntries(usual), ...variables };
  }

  of({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Cost {
    const sum = { once: 0, perEntry: 0 };
    for (const selection of selections) {
      const part =
        selection.kind === Kind.FIELD
          ? this.ofField(selection, type)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? this.ofFragment(selection.name.value)
            : this.of(selection.selectionSet, this.typeOf(selection.typeCondition?.name.value) ?? type);
      sum.once = Math.min(sum.once + part.once, GREATEST_COST);
      sum.perEntry = Math.min(sum.perEntry + part.perEntry, GREATEST_COST);
    }
    return sum;
  }

  private ofFragment(name: string): Cost {
    const known = this.measured.get(name);
    if (known) return known;
    // Ends in a circle too, which another rule refuses.
    this.measured.set(name, { once: 0, perEntry: 0 });
    const fragment = this.fragments.get(name);
    const cost = fragment && this.of(fragment.selectionSet, this.typeOf(fragment.typeCondition.name.value));
    if (cost) this.measured.set(name, cost);
    return cost ?? { once: 0, perEntry: 0 };
  }

  private ofField(node: FieldNode, parent: GraphQLNamedType | undefined): Cost {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field) return { once: 0, perEntry: 0 };
    const type = getNamedType(field.type);
    const inside = node.selectionSet ? this.of(node.selectionSet, type) : { once: 0, perEntry: 0 };
    const { listSize } = costsOf(field);
    const length = listSize ? this.lengthOf(node, field) : 1;
    const one = weightOf(field, type) + inside.once;
    if (listSize?.sizedFields) {
      return { once: Math.min(one + length * inside.perEntry, GREATEST_COST), perEntry: 0 };
    }
    const isEntries = parent!.name.endsWith('Connection') && ENTRIES.has(field.name);
    return isEntries ? { once: 0, perEntry: one } : { once: Math.min(length * one, GREATEST_COST), perEntry: 0 };
  }

  private lengthOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    const { slicingArguments = [], assumedSize = LARGEST_PAGE } = costsOf(field).listSize!;
    const lengths = slicingArguments.flatMap((name) => {
      const given = node.arguments?.find((argument) => argument.name.value === name);
      const value = given && valueFromASTUntyped(given.value, this.variables);
      const length = Array.isArray(value) ? value.length : typeof value === 'string' ? 1 : value;
      return typeof length === 'number' && length >= 0 ? [Math.min(length, LARGEST_PAGE)] : [];
    });
    return lengths.length > 0 ? Math.max(...lengths) : assumedSize;
  }

  private typeOf(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.schema.getType(name);
  }
}

const ENTRIES = new Set(['edges', 'nodes']);

function weightOf(field: GraphQLField<unknown, unknown>, type: GraphQLNamedType): number {
  const ofType = costsOf(type).cost;
  return costsOf(field).cost ?? ofType ?? (isCompositeType(type) ? 1 : 0);
}
