import type { Type } from '@nestjs/common';
import { Field, ID, InterfaceType } from '@nestjs/graphql';

export interface Identified {
  id: string;
}

const MODELS = new Map<Type<Identified>, string>();

@InterfaceType({
  description:
    'What has an address of its own: `node` finds it by its id, a UUID that is given once and to nothing else. Whatever is no Node is reached through one.',
  resolveType: (value: object) => MODELS.get(value.constructor as Type<Identified>),
})
export abstract class Node {
  @Field(() => ID, { description: 'A UUID; stays the same for ever.' })
  id: string;
}

/** On a model that implements `Node`: the entity it is read from, under row-level security. */
export const NodeOf = (entity: Type<Identified>, name: string): ClassDecorator => {
  MODELS.set(entity, name);
  return () => undefined;
};

export const nodeEntities = (): Type<Identified>[] => [...MODELS.keys()];
