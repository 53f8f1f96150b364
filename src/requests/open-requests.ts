/** SQL for other rooms’ lists: the ids of the published requests; of one of them where a placeholder names it. */
export const openRequests = (idPlaceholder: string | null): string =>
  `(SELECT id FROM component_request WHERE status = 'PUBLISHED'${idPlaceholder ? ` AND id = ${idPlaceholder}` : ''})`;
