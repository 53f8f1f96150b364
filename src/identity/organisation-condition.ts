/**
 * SQL for other rooms’ lists that are narrowed by something of an organisation: true where the one that a column names is
 * registered in the country that a placeholder stands for. Few countries have few organisations: they are looked up once.
 */
export const organisationIsOf = (organisationIdColumn: string, countryPlaceholder: string): string =>
  `${organisationIdColumn} IN (SELECT id FROM organisation WHERE country_code = ${countryPlaceholder})`;
