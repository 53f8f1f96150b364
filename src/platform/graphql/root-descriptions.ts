import type { GraphQLSchema } from 'graphql';

/** What the three entrances are for. The decorators describe their fields one by one, and never the types themselves. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const roots = [
    [schema.getQueryType(), 'What can be read. All of one operation is read from one state of the data.'],
    [
      schema.getMutationType(),
      'What can be done: named for the object first, then what is done to it. Each answers with the object, or with all that stood in the way and nothing changed.',
    ],
    [schema.getSubscriptionType(), 'What can be followed as it happens, over a web socket with graphql-transport-ws.'],
  ] as const;
  for (const [type, description] of roots) if (type) type.description = description;
  return schema;
}
