import { registerEnumType } from '@nestjs/graphql';

export const AdministrativeLevel = { PROVINCE: 'province', WARD: 'ward' } as const;
registerEnumType(AdministrativeLevel, {
  name: 'AdministrativeLevel',
  description: 'The two levels of administration there have been since 1 July 2025.',
  valuesMap: {
    PROVINCE: { description: 'A province or a city directly under the central government.' },
    WARD: { description: 'A ward, a commune or a special zone.' },
  },
});

export const MaterialKindEnum = { GROUP: 'group', FAMILY: 'family', GRADE: 'grade' } as const;
registerEnumType(MaterialKindEnum, {
  name: 'MaterialKind',
  description: 'How wide an entry of the materials is.',
  valuesMap: {
    GROUP: { description: 'Too wide for a claim of it to answer for a grade.' },
    FAMILY: { description: 'A claim of it answers for every grade in it.' },
    GRADE: { description: 'One material, as a standard names it.' },
  },
});

export const SenseOfCharacteristic = { HIGHER: 'higher', LOWER: 'lower' } as const;
registerEnumType(SenseOfCharacteristic, {
  name: 'SenseOfCharacteristic',
  description: 'In which direction of a number a firm can do more.',
  valuesMap: {
    HIGHER: { description: 'More is more capable: layers, axes.' },
    LOWER: { description: 'Less is stricter: the finest gauge, the narrowest track.' },
  },
});
