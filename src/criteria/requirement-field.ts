import type { Type } from '@nestjs/common';
import type { Message } from '../platform/i18n/message.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import type { Level } from './level.js';
import { type LevelInput, readLevel, shownLevel } from './read-level.js';
import type { Path, Reading } from './reading.js';

/** A criterion's field of a line's requirements in the API: how people's words become what is stored, and how that is shown. */
export interface RequirementField {
  name: string;
  input: ShownType;
  model: ShownType & { isNullable: boolean };
  /** What can be wrong with it, beyond what can be wrong with any requirement. */
  problems?: Readonly<Record<string, Message>>;
  /** What was given as it is stored; what is wrong is in the reading's problems. `before`: what fields before this one asked. */
  read(input: object, path: Path, reading: Reading, before: object): object;
  /** Null where the line does not ask for it. */
  show(asks: object, taxonomy: Taxonomy): object | null;
}

interface ShownType {
  type: () => Type | [Type];
  description: string;
}

/** A field for what a line asks at most once, stored under the same name: its values, and how much it counts. */
export function onceField<
  const Name extends string,
  Input extends LevelInput,
  Requirement extends object,
  Model extends object,
  Before extends object = object,
>(
  name: Name,
  {
    input,
    model,
    problems = {},
    read,
    show,
  }: {
    input: { type: Type<Input>; description: string };
    model: { type: Type<Model>; description: string };
    problems?: Readonly<Record<string, Message>>;
    /** Null where something is wrong with it. */
    read(input: Input, path: Path, reading: Reading, before: Before): Requirement | null;
    show(requirement: Requirement, taxonomy: Taxonomy): Omit<Model, 'level' | 'weight'>;
  },
) {
  return {
    name,
    input: { type: () => input.type, description: input.description },
    model: { type: () => model.type, description: model.description, isNullable: true },
    problems,
    read(given: Input, path: Path, reading: Reading, before: Before): object {
      const level = readLevel(given, path, reading);
      const content = read(given, path, reading, before);
      return content === null ? {} : { [name]: { ...content, ...level } };
    },
    show(asks: { [Key in Name]?: Requirement & Level }, taxonomy: Taxonomy): Model | null {
      const requirement = asks[name];
      return requirement ? ({ ...show(requirement, taxonomy), ...shownLevel(requirement) } as unknown as Model) : null;
    },
  } satisfies RequirementField;
}
