import { Int } from '@nestjs/graphql';

/** The argument of every update of a thing that two people may edit. */
export const EXPECTED_REVISION = {
  type: () => Int,
  nullable: true,
  description: 'As it was read: refused where somebody has changed the thing since. Best always given.',
};
