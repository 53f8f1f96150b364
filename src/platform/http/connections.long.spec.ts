import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Connections } from './connections.js';

const MEGABYTE = Buffer.alloc(1_000_000, 'x');

describe('the connections of a server', () => {
  let server: Server;
  const clients: Socket[] = [];

  const start = async (most: { most: number; perAddress: number }): Promise<void> => {
    new Connections(server, most);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  };
  const open = async (text = ''): Promise<Socket> => {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.on('error', () => undefined);
    clients.push(client);
    await once(client, 'connect');
    client.write(text);
    return client;
  };
  const isOpen = async (client: Socket): Promise<boolean> => {
    client.resume();
    await wait(100);
    return !client.closed;
  };

  beforeEach(() => {
    server = createServer((request, response) => {
      if (request.url === '/large') for (let at = 0; at < 60; at++) response.write(MEGABYTE);
      if (request.url !== '/slow') response.end('done');
    });
  });
  afterEach(() => {
    clients.splice(0).forEach((client) => client.destroy());
    server.closeAllConnections();
    server.close();
  });

  it('end when the client reads nothing of its answer', async () => {
    await start({ most: 10, perAddress: 10 });
    const connected = once(server, 'connection');
    const client = await open('GET /large HTTP/1.1\r\nhost: a\r\n\r\n');
    client.pause();
    const [socket] = (await connected) as [Socket];
    await once(socket, 'close');
    expect(socket.bytesWritten).toBeLessThan(61_000_000);
  });

  it('are so many in all: what has been idle for longest makes room', async () => {
    await start({ most: 3, perAddress: 10 });
    const working = await open('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n');
    const idle = await open();
    const another = await open();
    await wait(50);
    const fresh = await open();
    expect(await Promise.all([working, idle, another, fresh].map(isOpen))).toEqual([true, false, true, true]);
  });

  it('are so many in all: nothing that works is cut for a new one', async () => {
    await start({ most: 2, perAddress: 10 });
    const working = [1, 2].map(() => open('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n'));
    await Promise.all(working);
    await wait(50);
    expect(await isOpen(await open())).toBe(false);
    expect(await Promise.all((await Promise.all(working)).map(isOpen))).toEqual([true, true]);
  });

  it('are so many of one address', async () => {
    await start({ most: 10, perAddress: 2 });
    const [one, two] = [await open(), await open()];
    expect(await isOpen(await open())).toBe(false);
    expect(await Promise.all([one, two].map(isOpen))).toEqual([true, true]);
    one.destroy();
    await wait(50);
    expect(await isOpen(await open())).toBe(true);
  });
});
