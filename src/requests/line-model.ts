import { FIELDS, type RequirementsShown } from '../criteria/registry.js';
import { known } from '../taxonomy/known.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import type { LineContent } from './line-content.js';
import type { RequestOperationModel } from './requests.models.js';

/** How a stored line is shown: codes as the taxonomy's objects, numbers with the unit they are stored in. */

export function operationsModel({ operations }: LineContent, taxonomy: Taxonomy): RequestOperationModel[] {
  return operations.map(({ process, ownOnly }, index) => ({
    position: index + 1,
    process: known(taxonomy.processes, process),
    ownOnly,
  }));
}

export function requirementsModel({ requirements, deliveryPlace }: LineContent, taxonomy: Taxonomy): RequirementsShown {
  const asks = { ...requirements, deliveryPlace };
  return Object.fromEntries(FIELDS.map((field) => [field.name, field.show(asks, taxonomy)])) as RequirementsShown;
}
