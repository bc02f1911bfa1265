import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';

/**
 * Sends a request on as it came, header for header (`Host` too: it is signed), and its answer back.
 * `body` is what was already read of the request; without it the request is streamed.
 */
export interface PassThrough {
  send(incoming: IncomingMessage, outgoing: ServerResponse, port: number, body?: Buffer): void;
  close(): void;
}

export function passThrough(): PassThrough {
  const agent = new Agent({ keepAlive: true });
  return {
    close: () => agent.destroy(),
    send: (incoming, outgoing, port, body) => {
      // The front itself has told the client to continue.
      const { expect: _, ...headers } = incoming.headers;
      const onward = request(
        { agent, host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
          answer.pipe(outgoing);
        },
      );
      onward.once('error', (error) => {
        if (outgoing.headersSent) outgoing.destroy(error);
        else
          outgoing.writeHead(503, { 'content-type': 'text/plain' }).end(`MiniStack did not answer: ${error}`);
      });
      outgoing.once('close', () => onward.destroy());
      if (body === undefined) incoming.pipe(onward);
      else onward.end(body);
    },
  };
}
