import type { Type } from '@nestjs/common';
import { Field, ID, InterfaceType } from '@nestjs/graphql';
import type { OrganisationKind } from '../database/actor.js';
import type { OperationContext } from './operation-context.js';

export interface Identified {
  id: string;
}

type SeenBy = OrganisationKind | 'ANYONE';

/** By entity the names of its types: of the one that all see, or of one for each kind of actor. */
const TYPES = new Map<Type<Identified>, Map<SeenBy, string>>();

/** What a row is shown as, by the entity it was read from and by who asks: for every interface that a `Node` implements. */
export function typeOfNode(row: object, { actor }: Pick<OperationContext, 'actor'>): string | undefined {
  const types = TYPES.get(row.constructor as Type<Identified>);
  return types?.get(actor.kind as SeenBy) ?? types?.get('ANYONE');
}

@InterfaceType({
  description:
    'What has an address of its own: `node` finds it by its id, a UUID that is given once and to nothing else. Whatever is no Node is reached through one.',
  resolveType: typeOfNode,
})
export abstract class Node {
  @Field(() => ID, { description: 'A UUID; stays the same for ever.' })
  id: string;
}

/**
 * On a model that implements `Node`: the entity it is read from, under row-level security; and, where one entity has several
 * models, the kind of actor that sees this one.
 */
export const NodeOf = (entity: Type<Identified>, name: string, seenBy: SeenBy = 'ANYONE'): ClassDecorator => {
  const types = TYPES.get(entity) ?? new Map<SeenBy, string>();
  TYPES.set(entity, types.set(seenBy, name));
  return () => undefined;
};

export const nodeEntities = (): Type<Identified>[] => [...TYPES.keys()];
