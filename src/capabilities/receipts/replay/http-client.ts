import { Agent, request } from 'node:http'

export type HttpAnswer = { readonly status: number; readonly body: string }
export type HttpSend = (method: string, path: string, body?: string) => Promise<HttpAnswer>

/** Plain HTTP with many connections kept open, under a host name of our choice. */
export function createHttpClient(url: string, host: string, connections: number): { readonly send: HttpSend; readonly close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const base = new URL(url)
  const send: HttpSend = (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = {
        host,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      }
      const sent = request({ hostname: base.hostname, port: base.port, method, path, agent, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
        answer.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return { send, close: () => agent.destroy() }
}

/** Runs the work over all items, so many at once; the answers in the order of the items. */
export async function inParallel<Item, Value>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = []
  let next = 0
  const lane = async () => {
    while (next < items.length) {
      const index = next
      next += 1
      const item = items[index]
      if (item !== undefined) values[index] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return values
}
