import { request } from 'node:http';
import type { TestClient } from './test-client.js';

export interface Announced {
  purpose?: string;
  name?: string;
  mediaType?: string;
  sizeBytes?: number;
}

export interface Sent {
  status: number;
  id: string;
  name: string;
  mediaType: string;
  state: string;
  sha256: string;
  code: string;
}

const SLOT = `mutation ($input: FileSlotInput!) {
  result: fileSlotCreate(input: $input) { slot { id uploadUrl expiresAt } userErrors { code path message suggestions } } }`;

const headersOf = (client: TestClient) => (client as unknown as { headers: Record<string, string> }).headers;

/** What `fileSlotCreate` answers: a PDF as evidence unless it says otherwise. */
export async function slotFor(client: TestClient, announced: Announced = {}) {
  const input = { purpose: 'CERTIFICATE_EVIDENCE', name: 'iso.pdf', mediaType: 'application/pdf', sizeBytes: 100 };
  const { result } = await client.data(SLOT, { input: { ...input, ...announced } });
  return result as {
    slot: { id: string; uploadUrl: string; expiresAt: string } | null;
    userErrors: { code: string; path: string[]; message: string; suggestions: string[] }[];
  };
}

/** Sends a content to a slot. */
export async function put(
  client: TestClient,
  path: string,
  content: Buffer | string | ReadableStream,
  mediaType = 'application/pdf',
): Promise<Sent> {
  const response = await fetch(client.url + path, {
    method: 'PUT',
    headers: { 'content-type': mediaType, 'accept-language': 'en', ...headersOf(client) },
    body: content as never,
    ...(content instanceof ReadableStream && { duplex: 'half' }),
  } as RequestInit);
  return { status: response.status, ...((await response.json()) as Omit<Sent, 'status'>) };
}

/** Announces a file and sends it, as a client would. */
export async function sendFile(client: TestClient, announced: Announced, content: Buffer | string): Promise<Sent> {
  const { slot, userErrors } = await slotFor(client, { sizeBytes: Buffer.byteLength(content), ...announced });
  if (!slot) throw new Error(JSON.stringify(userErrors));
  return put(client, slot.uploadUrl, content, announced.mediaType);
}

/** Fetches `/files/…`, by id or by a link. */
export async function fetchFile(
  client: TestClient,
  idOrPath: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) {
  const path = idOrPath.startsWith('/') ? idOrPath : `/files/${idOrPath}`;
  const response = await fetch(client.url + path, { method, headers: { ...headersOf(client), ...headers } });
  const content = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: Object.fromEntries(response.headers), content };
}

/** A `PUT` that a test goes on with by hand: to stop in the middle, or to lie about its length. */
export function openPut(client: TestClient, path: string, headers: Record<string, string> = {}) {
  const sent = request(client.url + path, {
    method: 'PUT',
    headers: { 'content-type': 'application/pdf', ...headersOf(client), ...headers },
  });
  const answered = new Promise<number | null>((resolve) => {
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    sent.on('error', () => resolve(null)).on('close', () => resolve(null));
  });
  return { sent, answered };
}
