import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { shownLevel } from '../read-level.js';
import type { Path, Reading } from '../reading.js';
import type { RequirementField } from '../requirement-field.js';
import { known } from '../../taxonomy/known.js';
import { CharacteristicRequirementInput, CharacteristicRequirementModel } from './graphql.js';
import { CHARACTERISTIC_ASKED } from './problems.js';
import { readCharacteristics } from './read.js';
import type { AsksCharacteristics } from './shape.js';
import { MOST_ASKED } from '../limits.js';

export const characteristicsField = {
  name: 'characteristics' as const,
  input: { type: () => [CharacteristicRequirementInput], description: `At most ${MOST_ASKED}, each once.` },
  model: { type: () => [CharacteristicRequirementModel], description: 'Each once.', isNullable: false },
  problems: CHARACTERISTIC_ASKED,
  read: (inputs: CharacteristicRequirementInput[], path: Path, reading: Reading): AsksCharacteristics => ({
    characteristics: readCharacteristics(inputs, path, reading),
  }),
  show: (asks: AsksCharacteristics, taxonomy: Taxonomy): CharacteristicRequirementModel[] =>
    asks.characteristics.map(({ code, atLeast, atMost, ...level }) => ({
      characteristic: known(taxonomy.characteristics, code),
      atLeast,
      atMost,
      ...shownLevel(level),
    })),
} satisfies RequirementField;
