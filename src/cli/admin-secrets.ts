import type { Command } from 'commander';
import { SecretRotationService } from '../identity/secret-rotation.service.js';
import type { Language } from '../platform/i18n/message.js';
import { output } from './terminal.js';
import { withApplication } from './with-application.js';

/** What it takes to exchange Ketnoi’s own secret. */
export function addSecretCommands(sub: (name: string, description: string) => Command): void {
  sub('reseal-secrets', 'seals under KETNOI_SECRET what is sealed under KETNOI_SECRET_PREVIOUS')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin reseal-secrets')
    .action(async ({ json, lang }: { json?: boolean; lang: Language }) => {
      const count = await withApplication((app) => app.get(SecretRotationService).reseal());
      const out = output(json ?? false);
      if (out.json) out.line({ resealed: count });
      else
        out.print(
          lang === 'vi'
            ? `Đã niêm phong lại ${count} mục. ketnoi doctor cho biết khi nào bỏ được KETNOI_SECRET_PREVIOUS.`
            : `${count} sealed anew. ketnoi doctor says when KETNOI_SECRET_PREVIOUS is needed no more.`,
        );
    });
}
