import { Inject, Injectable } from '@nestjs/common';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { sentence } from '../platform/i18n/message.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import type { ProfileGapModel } from './firm.model.js';
import { profileGaps } from './profile-gaps.js';
import { SupplierLoaders } from './supplier-loaders.js';

/** What firms leave unsaid, in the reader’s words. */
@Injectable()
export class ProfileGaps {
  constructor(
    private readonly loaders: SupplierLoaders,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  /** Of the whole profile, or with those capabilities only whose process counts. */
  async of(
    context: OperationContext,
    firmId: string,
    counts: (processCode: string) => boolean = () => true,
  ): Promise<ProfileGapModel[]> {
    const [firm, sites, capabilities, certificates] = await Promise.all([
      this.loaders.firm(context, firmId),
      this.loaders.sites(context, firmId, false),
      this.loaders.capabilities(context, firmId, false),
      this.loaders.certificates(context, firmId, false),
    ]);
    const others = new Set(capabilities.filter(({ processCode }) => !counts(processCode)).map(({ id }) => id));
    const shapesToSize = (code: string): boolean => this.taxonomy.processes.get(code)?.shapesToSize ?? true;
    return profileGaps({ firm, sites, capabilities, certificates }, shapesToSize)
      .filter(({ path: [field, id] }) => field !== 'capabilities' || id === undefined || !others.has(id))
      .map(({ path, hint }) => ({ path, code: hint.code, hint: sentence(hint, context.language) }));
  }
}
