import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { OperationSocket, type SubscriptionAnswer } from './operation-socket.js';

const EVENT = 'x'.repeat(100_000);

describe('a socket whose client stops reading', () => {
  let server: WebSocketServer;
  let made = 0;
  let isOver = false;
  let socket: OperationSocket;
  let client: WebSocket;

  async function* endless(): AsyncGenerator<SubscriptionAnswer> {
    try {
      for (; ; made++) yield { next: { data: { EVENT } } };
    } finally {
      isOver = true;
    }
  }

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0 });
    server.on('connection', (webSocket) => {
      socket = new OperationSocket(webSocket, {
        connect: async () => true,
        subscribe: endless,
        closed: () => undefined,
      });
    });
    client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await once(client, 'open');
    client.send('{"type":"connection_init"}');
    await once(client, 'message');
    client.send('{"type":"subscribe","id":"1","payload":{}}');
    await once(client, 'message');
    client.pause();
  });
  afterEach(() => {
    client.terminate();
    server.close();
  });

  it('is told no more than it takes, and is cut when it does not answer', async () => {
    let before = -1;
    while (made !== before) {
      before = made;
      await wait(300);
    }
    // What the system’s own buffers hold: events are not made for nobody.
    expect(made).toBeLessThan(500);
    socket.beat();
    socket.beat();
    await wait(100);
    expect([isOver, server.clients.size]).toEqual([true, 0]);
  });
});
